package cn.jsjb.event;

import java.time.Instant;

/**
 * An event together with what its record says about it.
 *
 * @param hash hash of the record, the {@code previous} of the next one
 * @param offset place in the partition
 */
public record Fact(String streamId, String id, String type, long sequence, Instant at, String actor, String cause, String hash,
    int partition, long offset, ComplaintEvent event) {}
