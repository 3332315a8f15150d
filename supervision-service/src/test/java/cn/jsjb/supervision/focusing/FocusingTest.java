package cn.jsjb.supervision.focusing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.event.Decision;
import cn.jsjb.event.FocusEvent;
import cn.jsjb.event.FocusEvent.FocusClosed;
import cn.jsjb.event.FocusEvent.FocusContent;
import cn.jsjb.event.FocusEvent.FocusContentChecked;
import cn.jsjb.event.FocusEvent.FocusListed;
import cn.jsjb.event.FocusEvent.FocusLocality;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.FocusList;
import cn.jsjb.supervision.matters.Matter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 靶向监督 (SP10, domain 5.2). */
class FocusingTest {
  private static final String LUGU = "110107011";
  private static final Instant TO = Story.at("2026-05-06T00:00+08:00"), FROM = Story.at("2023-05-06T00:00+08:00");
  private static final FocusListed LISTED = listed(FROM, TO, List.of(new FocusLocality(LUGU, 37)));

  private static FocusListed listed(Instant from, Instant to, List<FocusLocality> localities) { return new FocusListed("老旧小区改造", "MT2021-P09", from, to, localities); }

  private static FocusContentChecked checked(FocusContent content, boolean satisfactory) { return new FocusContentChecked(LUGU, content, satisfactory, "查看台账", List.of()); }

  private static Story<Matter> given(FocusEvent... events) { return Story.<Matter>of(Matter::evolve).given(events); }

  private static Decision list(Matter m, FocusListed listed, Instant now) { return Focusing.list((FocusList) m, listed, now); }

  @Test void a_focus_looks_three_years_back_and_no_further() {
    given().when((m, now) -> list(m, LISTED, now)).then(LISTED);
    given().when((m, now) -> list(m, listed(FROM.minusMillis(1), TO, LISTED.localities()), now)).refused(Reason.FIELD_INVALID);
    given().when((m, now) -> list(m, listed(FROM, now.plusMillis(1), LISTED.localities()), now)).refused(Reason.FIELD_INVALID);
    given().when((m, now) -> list(m, listed(TO, TO, LISTED.localities()), now)).refused(Reason.FIELD_INVALID);
    given().when((m, now) -> list(m, listed(FROM, TO, List.of()), now)).refused(Reason.NOTHING_TO_DRAW);
    given(LISTED).when((m, now) -> list(m, LISTED, now)).refused(Reason.RECORDED_ALREADY);
  }

  @Test void it_is_closed_when_all_three_classes_of_content_were_looked_at() {
    given(LISTED).when((m, now) -> Focusing.check((FocusList) m, new FocusContentChecked("110107003", FocusContent.RULES, true, "x", List.of()))).refused(Reason.NOT_IN_THE_SAMPLE);
    Story<Matter> story = given(LISTED, checked(FocusContent.RULES, true), checked(FocusContent.PROGRESS, true));
    story.when((m, now) -> Focusing.close((FocusList) m, "完成")).refused(Reason.CONTENT_UNSEEN);
    story.when((m, now) -> Focusing.check((FocusList) m, checked(FocusContent.SATISFACTION, false))).then(checked(FocusContent.SATISFACTION, false));
    assertEquals(3, ((FocusList) story.state()).checks().size());
    story.when((m, now) -> Focusing.close((FocusList) m, "完成")).then(new FocusClosed("完成"));
    story.when((m, now) -> Focusing.close((FocusList) m, "完成")).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    story.when((m, now) -> Focusing.check((FocusList) m, checked(FocusContent.RULES, false))).refused(Reason.MATTER_NOT_IN_THIS_STATE);
  }
}
