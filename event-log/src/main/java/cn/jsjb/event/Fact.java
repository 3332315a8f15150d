package cn.jsjb.event;

import java.time.Instant;

/**
 * An event together with what its record says about it.
 *
 * @param hash hash of the record, the {@code previous} of the next one
 * @param offset place in the partition
 * @param said the event, of whatever log
 */
public record Fact(String streamId, String id, String type, long sequence, Instant at, String actor, String cause, String hash,
    int partition, long offset, LoggedEvent said) {

  /** The event of a complaint. A fact of another log in {@code complaint-log} does not fold. */
  public ComplaintEvent event() { return (ComplaintEvent) said; }
}
