package cn.jsjb.log;

/**
 * A stream as a projection holds it.
 *
 * @param head hash of the last fact: the ETag of the stream
 * @param sequence how many facts
 * @param lastEvent id of the last fact
 * @param commands ids of the facts that came from an Idempotency-Key, comma-separated, or null
 * @param quarantine why the fold stopped here, or null; the chain goes on, the state stands still
 * @param once values of the columns that are written once, taken from the first state; null as soon as they are written
 */
public record Row<S>(String id, int partition, String head, long sequence, String lastEvent, String commands, String quarantine, S state,
    Object[] once) {

  public Row(String id, int partition, String head, long sequence, String lastEvent, String commands, String quarantine, S state) {
    this(id, partition, head, sequence, lastEvent, commands, quarantine, state, null);
  }

  Row<S> written() { return once == null ? this : new Row<>(id, partition, head, sequence, lastEvent, commands, quarantine, state, null); }

  Row<S> with(S other) { return new Row<>(id, partition, head, sequence, lastEvent, commands, quarantine, other, once); }

  /** Whether a command with this event id has become a fact already. */
  public boolean knows(String eventId) { return commands != null && commands.contains(eventId); }
}
