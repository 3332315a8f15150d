package cn.jsjb.event;

/** What can be said in {@code programme-log} about one problem of the year's programme (每月一题); the stream id is the problem's, {@code MT2021-P01}. */
public sealed interface ProgrammeEvent extends LoggedEvent permits PlanEvent {}
