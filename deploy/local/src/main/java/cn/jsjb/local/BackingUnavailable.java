package cn.jsjb.local;

/** Kafka or PostgreSQL cannot be had this way. The message is a sentence that tells a person what to do. */
public final class BackingUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackingUnavailable(String sentence) {
    super(sentence);
  }

  BackingUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
