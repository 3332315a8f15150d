package cn.jsjb.analytics.hotspots;

import java.time.Instant;

/**
 * A ticket as the rules see it.
 *
 * @param claimant tells claimants apart; null for an anonymous one
 */
public record Sighting(Instant at, String claimant, String district, String locality) {}
