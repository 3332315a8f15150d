package cn.jsjb.event;

/** What can be said in one of the logs; each log has a family of its own. */
public sealed interface LoggedEvent permits ComplaintEvent, OversightEvent, ProgrammeEvent {}
