package cn.jsjb.tools;

/** A command cannot do what it was asked: exit code 2. The message is a sentence that tells a person what to do. */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Trouble(String sentence, Object... details) { super(sentence.formatted(details)); }

  public Trouble(Throwable cause, String sentence, Object... details) { super(sentence.formatted(details), cause); }
}
