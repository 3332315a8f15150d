package cn.jsjb.event;

/** What can be said about one complaint (工单). One stream a complaint; three services write, four read. */
public sealed interface ComplaintEvent extends LoggedEvent permits IntakeEvent, DispatchEvent, SupervisionEvent {}
