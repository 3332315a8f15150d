package cn.jsjb.tools.simulating;

import cn.jsjb.log.Envelope;
import cn.jsjb.log.PrivateBox.WrappedKey;
import java.time.Instant;

/** What a simulation writes to: the logs, or a test's memory. */
interface Sink extends AutoCloseable {
  /** The key of a box; it has to be there before the fact that carries the box. */
  void key(String complaintId, WrappedKey key);

  /** Erases a person: a tombstone for the key. */
  void forget(String complaintId, String keyId);

  void append(Envelope envelope);

  /** A virtual hour is over; what was written in it may be sent. */
  void hour(Instant end);

  /** Returns when everything is acknowledged; throws when it is not. */
  @Override void close();
}
