package cn.jsjb.analytics;

import java.util.StringJoiner;

/** What a ticket went through beside its {@link Figure}s: boards find by it, no cell counts it. The ordinal is the bit in {@link TicketFigures#marks()}: append at the end, or rebuild. */
public enum Mark {
  REGISTERED, /** 直接答复 */ ANSWERED, /** 转办 */ DIVERTED, /** 不予受理 */ DECLINED, /** A unit, or those who consult, got it at least once. */ SENT,
  /** The first dispatch was named by no entry of the dispatch catalogue. */ GAP, /** 咨询 now. */ INQUIRY,
  WHISTLED, OBJECTED, HANDED_ON, /** 挂账 was asked for. */ DEFERRAL, LOOKED_BACK, /** 约谈、处罚、执法. */ MEASURED,
  /** At least twice. */ HANDED_ON_AGAIN, /** Three times or more. */ HANDED_ON_OFTEN;

  /** What {@code noted_in} is for: many tickets have it. */
  static final int NOTED = GAP.bit() | INQUIRY.bit();
  /** What {@code story_in} is for: few tickets have it; the rest of it is in {@link Course}. */
  public static final int STORY = WHISTLED.bit() | OBJECTED.bit() | HANDED_ON.bit() | DEFERRAL.bit() | LOOKED_BACK.bit() | MEASURED.bit();

  public int bit() { return 1 << ordinal(); }

  /** Every value that the bits of {@link #STORY} have together where one of these is set, with commas between. */
  public static String storiesWith(int marks) {
    StringJoiner values = new StringJoiner(", ");
    for (int some = STORY; some > 0; some = some - 1 & STORY) {
      if ((some & marks) != 0) {
        values.add(String.valueOf(some));
      }
    }
    return values.toString();
  }
}
