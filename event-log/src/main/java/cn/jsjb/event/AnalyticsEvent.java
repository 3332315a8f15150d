package cn.jsjb.event;

/** What analytics-service says in {@code programme-log}: nothing about a complaint, only what it found out from many of them. */
public sealed interface AnalyticsEvent extends ProgrammeEvent permits PeriodEvent, HotspotEvent, ProactiveEvent {}
