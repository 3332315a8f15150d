package cn.jsjb.dispatch;

/** 派单异议. @param open not decided yet */
public record Objection(int number, String unit, boolean open) {}
