package cn.jsjb.analytics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is counted. Each figure is a number of <b>tickets</b>: a ticket counts once or not at all, so that every figure can be opened
 * to the tickets behind it. The ordinal is the bit in {@link TicketFigures#figures()}: append at the end, or rebuild.
 */
public enum Figure {
  /** 受理量, in the period of the ticket's creation; so are all others but {@link #COMPLETED} and, after a deferral, the answers. Less {@link #OFF_VOLUME}. */
  RECEIVED,
  /** Dispatched to a unit at least once. */
  DISPATCHED,
  /** Neither closed nor withdrawn now. */
  OPEN,
  /** Created in the period, and closed or withdrawn by now. */
  CLOSED,
  /** 办结量: closed or withdrawn in the period, whenever it was created (rule C-7). Not a bit: see {@link TicketFigures#closedPeriod()}. */
  COMPLETED,
  OVERDUE_SIGN,
  OVERDUE_CONTACT,
  OVERDUE_FEEDBACK,
  /** 有效回访 (rule C-3): the denominator V of the three rates; the five that follow count among these. */
  VALID,
  CONTACTED,
  RESOLVED,
  SATISFIED,
  /** 基本满意 */
  BASICALLY,
  DISSATISFIED,
  /** 二次办理 at least once. */
  REWORKED,
  /** 督办 at least once. */
  SUPERVISED,
  REOPENED,
  /** 吹哨 at least once. */
  WHISTLED,
  /** Handed to another unit after an upheld objection at least once. */
  REDIRECTED,
  /** 剔除: not in the three rates. */
  EXCLUDED,
  /** 剔除: not in the volume of requests. */
  OFF_VOLUME,
  /** 挂账: out of the rates until the callback that follows (rule L4). */
  DEFERRED,
  /** 推诿: an objection of the unit that has it was rejected, so the review found it that unit's (REG §14; an assumption for "upheld finding of shirking", domain 4.11). */
  SHIRKED,
  /** 协办 of another unit at least once. */
  CO_HANDLED;

  private static final Figure[] ALL = values();
  /** Bits of what the claimant answered. */
  public static final int ANSWERS = VALID.bit() | CONTACTED.bit() | RESOLVED.bit() | SATISFIED.bit() | BASICALLY.bit() | DISSATISFIED.bit();
  static final int COUNT = ALL.length;

  private final String column = name().toLowerCase(Locale.ROOT);
  private final String json = camel(column);

  /** Bit of the mask a ticket carries. */
  public int bit() { return 1 << ordinal(); }

  public boolean isAnswer() { return (ANSWERS & bit()) != 0; }

  /** Column of {@code projection.tally}. */
  public String column() { return column; }

  /** Name in answers and figure ids: {@code overdueSign}. */
  public String json() { return json; }

  public static Optional<Figure> find(String json) { return Arrays.stream(ALL).filter(f -> f.json.equals(json)).findFirst(); }

  /** Also by what boards call the received ones. */
  public static Optional<Figure> named(String name) { return name.equals("volume") || name.equals("tickets") ? Optional.of(RECEIVED) : find(name); }

  private static String camel(String snake) {
    StringBuilder camel = new StringBuilder();
    for (String word : snake.split("_")) {
      camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }
}
