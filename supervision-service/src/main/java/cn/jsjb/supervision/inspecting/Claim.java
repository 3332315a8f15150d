package cn.jsjb.supervision.inspecting;

import java.time.Instant;
import java.util.List;

/**
 * Something a unit wrote, beside what the claimant said about it and what later events show. It judges nobody: it names the records.
 *
 * @param unit who answers for it, code of the directory
 * @param claimant what the callbacks of the same round say
 * @param later what came afterwards: sent back, reopened, urged, the same matter again, a promise kept or broken
 */
public record Claim(Kind kind, String unit, Said said, Standing claimantSays, Standing laterShows, String sentence, String sentenceEn, List<Said> claimant, List<Said> later) {

  public enum Kind {
    /** 反馈热线的结果 */ RESULT, /** 答复诉求人 */ REPLY, /** 联系诉求人 */ CONTACT, /** 协办、转办的结果 */ PART, /** 吹哨办结 */ WHISTLE, /** 现场查看认为不属实 */ VISIT,
    /** 挂账、承诺、容缺：到期应办的 */ PROMISE
  }

  /** How two sayings stand to each other. */
  public enum Standing {
    OPEN("尚无", "nothing yet"), AGREES("相符", "agrees"), PARTLY("部分相符", "agrees in part"), DIFFERS("不相符", "differs"),
    /** The unit wrote it, and it never became a fact. */ VOID("作废", "void");

    final String chinese;
    final String english;

    Standing(String chinese, String english) {
      this.chinese = chinese;
      this.english = english;
    }
  }

  /**
   * One record, in words.
   *
   * @param complaintId of another complaint; null when it is this one's
   * @param at when it happened, as its writer says
   */
  public record Said(String eventId, String complaintId, Instant at, String type, String name, String nameEn, String words, String wordsEn) {}

  /** Another request about the same matter, and the record that says so. */
  public record Repeat(String complaintId, String ticketNo, String unit, Instant receivedAt, String linkedBy) {}

  static Claim of(Kind kind, String unit, Said said, Standing claimantSays, Standing laterShows, List<Said> claimant, List<Said> later) {
    return new Claim(kind, unit, said, claimantSays, laterShows,
        claimantSays == Standing.VOID ? "所写未成为事实，作废" : "诉求人说法：" + claimantSays.chinese + "；后续事件：" + laterShows.chinese,
        claimantSays == Standing.VOID ? "was written and never became a fact" : "the claimant: " + claimantSays.english + "; later events: " + laterShows.english, claimant, later);
  }
}
