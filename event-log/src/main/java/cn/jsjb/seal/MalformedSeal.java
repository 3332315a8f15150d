package cn.jsjb.seal;

/** A note, checkpoint, key, list or proof that is not as it has to be; the message says what is wrong with it. */
public final class MalformedSeal extends RuntimeException {
  public MalformedSeal(String what, Object... details) { super(what.formatted(details), null, false, false); }
}
