package cn.jsjb.supervision.programme.sheets;

/**
 * Text that a spreadsheet could take for a formula (formula injection), also in the full-width letters that Chinese Excel accepts: written with an apostrophe
 * in front, read without it.
 */
final class Guarded {
  private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠'";

  private Guarded() {}

  static String write(String text) { return text.isEmpty() || DANGEROUS.indexOf(text.charAt(0)) < 0 ? text : "'" + text; }

  static String read(String text) { return text.length() > 1 && text.charAt(0) == '\'' && DANGEROUS.indexOf(text.charAt(1)) >= 0 ? text.substring(1) : text; }
}
