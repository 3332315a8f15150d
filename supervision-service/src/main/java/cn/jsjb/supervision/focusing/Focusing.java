package cn.jsjb.supervision.focusing;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.FocusEvent.FocusClosed;
import cn.jsjb.event.FocusEvent.FocusContentChecked;
import cn.jsjb.event.FocusEvent.FocusListed;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.FocusList;
import java.time.Instant;
import java.time.ZoneId;

/** 靶向监督 (SP10, domain 5.2): a theme, the localities that have its tickets, three classes of content. */
public final class Focusing {
  /** S000: the last three years. */
  static final int YEARS = 3;
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private Focusing() {}

  public static Instant earliest(Instant now) { return now.atZone(BEIJING).minusYears(YEARS).toInstant(); }

  public static Decision list(FocusList s, FocusListed listed, Instant now) {
    if (s != null) {
      return Decision.refuse(Reason.RECORDED_ALREADY, Words.same(listed.theme()));
    }
    if (!listed.from().isBefore(listed.to()) || listed.to().isAfter(now) || listed.from().isBefore(earliest(listed.to()))) {
      return Decision.refuse(Reason.FIELD_INVALID, "from, to", "最近三年之内 / within the last three years");
    }
    return listed.localities().isEmpty() ? Decision.refuse(Reason.NOTHING_TO_DRAW, listed.problem()) : Decision.accept(listed);
  }

  public static Decision check(FocusList s, FocusContentChecked checked) {
    if (s.conclusion() != null) {
      return Decision.refuse(Reason.MATTER_NOT_IN_THIS_STATE, s.status(), "检查 / checked");
    }
    return s.listed().localities().stream().anyMatch(l -> l.locality().equals(checked.locality())) ? Decision.accept(checked) : Decision.refuse(Reason.NOT_IN_THE_SAMPLE, checked.locality());
  }

  public static Decision close(FocusList s, String conclusion) {
    if (s.conclusion() != null) {
      return Decision.refuse(Reason.MATTER_NOT_IN_THIS_STATE, s.status(), "办结 / closed");
    }
    return s.unseen().isEmpty() ? Decision.accept(new FocusClosed(conclusion)) : Decision.refuse(Reason.CONTENT_UNSEEN, s.unseen());
  }
}
