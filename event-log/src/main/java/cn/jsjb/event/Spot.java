package cn.jsjb.event;

/**
 * A place at which like matters are counted together (点位): an H3 cell where the channel gave coordinates, else the community, else the locality; the whole city for what is
 * new everywhere. Coordinates are taken as WGS-84, as {@link Place} says; a channel that gives GCJ-02 is off by some 500 m.
 *
 * @param code H3 index, twelve, nine or six digits
 * @param district, locality where most of what was counted lies; null where that is not known
 */
public record Spot(Kind kind, String code, String district, String locality) {
  public enum Kind { CELL, COMMUNITY, LOCALITY, CITY }

  public static final Spot CITY = new Spot(Kind.CITY, PlanEvent.CITY, null, null);
}
