package cn.jsjb.supervision;

/** How far an unresolved ticket has come (rule C-11): 初次办理, 二次办理, 督办. */
public enum Escalation { FIRST_HANDLING, REWORK, SUPERVISION }
