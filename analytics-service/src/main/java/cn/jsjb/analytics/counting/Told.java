package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Course;
import java.time.Instant;

/** A ticket with what it went through. @param unit first responder, and the district over it; @param enterprise, problem it is about, or null; @param course empty where it has none */
public record Told(String id, Instant receivedAt, String unit, String unitDistrict, String enterprise, String problem, Course course) {}
