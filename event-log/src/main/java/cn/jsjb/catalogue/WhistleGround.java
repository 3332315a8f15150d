package cn.jsjb.catalogue;

/** Why a locality may summon departments (吹哨事由), rule W1. The first three are the city's own; the campaign is an assumption. */
public enum WhistleGround {
  /** Burst pipe, road collapse, outage (应急处置). */
  EMERGENCY,
  /** The locality lacks the power to enforce (综合执法). */
  LAW_ENFORCEMENT,
  /** Parking, old-estate renewal, lifts (重点工作). */
  PUBLIC_PROBLEM,
  /** Hard, long work of many units. */
  CAMPAIGN
}
