package cn.jsjb.analytics.counting;

import java.util.List;
import java.util.Map;

/**
 * Something that a ticket carries and a board counts by itself: one whistle, one summoned department, one objection.
 *
 * @param cells where it counts: {@code whistles}, {@code whistles:locality:110107011}
 * @param counts as what, and how much: {@code missed} → 1
 */
public record Thing(Told ticket, List<String> cells, Map<String, Long> counts) {}
