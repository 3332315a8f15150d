package cn.jsjb.analytics.hotspots;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A time at which the condition of a rule held.
 *
 * @param from, to of the tickets it rests on; {@code to} is null while more may come
 * @param window those tickets, or a part of them that says where they lie
 */
record Occasion(Instant at, Instant from, Instant to, long tickets, long claimants, Map<String, BigDecimal> measures, List<Sighting> window) {}
