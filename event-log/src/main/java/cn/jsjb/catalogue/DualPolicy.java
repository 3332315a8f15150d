package cn.jsjb.catalogue;

/** 双派、双督、双反馈 (rule DD4), as a district decided: whether both sides are sent the ticket, have a clock of their own, and must answer before the ticket is replied. */
public record DualPolicy(boolean dispatch, boolean supervise, boolean feedback) {}
