package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.TicketFigures;

/** A ticket with what it went through. @param enterprise it is about, or null */
public record Told(String id, String enterprise, TicketFigures ticket) {}
