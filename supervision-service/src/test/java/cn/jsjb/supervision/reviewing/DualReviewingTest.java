package cn.jsjb.supervision.reviewing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent.DepartmentRated;
import cn.jsjb.event.DispatchEvent.DepartmentReported;
import cn.jsjb.event.DispatchEvent.WhistleBlown;
import cn.jsjb.event.DispatchEvent.WhistleClosed;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.DispatchEvent.WhistleReportMissed;
import cn.jsjb.event.DispatchEvent.WhistleReviewed;
import cn.jsjb.event.DualReviewEvent.SummonedDepartment;
import cn.jsjb.event.DualReviewEvent.WhistlingLocality;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.DualReview;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.reviewing.DualReviewing.Told;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 双考核 (SP12, REG §33). */
class DualReviewingTest {
  private static final String LUGU = "110107011", CHAOYANG_STREET = "110105001", WATER = "110107D01", POLICE = "110107D02";
  private static final YearMonth MAY = YearMonth.of(2026, 5);

  private static List<Told> story(String at, ComplaintEvent... events) { return Stream.of(events).map(e -> new Told(Story.at(at), e)).toList(); }

  private static WhistleBlown blown(String by) {
    return new WhistleBlown(1, WhistleGround.PUBLIC_PROBLEM, "停车", List.of(WATER, POLICE), "路口", Instant.EPOCH, Instant.EPOCH, by, "主任", "2019.1");
  }

  @Test void both_sides_are_counted_whoever_whistled_and_whoever_was_to_come() {
    DualReviewing reviewing = new DualReviewing(MAY, unit -> unit.startsWith("110107"));
    reviewing.take(story("2026-05-31T23:59+08:00", blown(LUGU), new DepartmentReported(1, WATER, Instant.EPOCH, List.of(), LUGU), new WhistleReportMissed(1, POLICE, Instant.EPOCH),
        new DepartmentRated(1, WATER, 30, 25, 35, 90, null, "李"), new WhistleClosed(1, true, "完成", Map.of(WATER, 90)),
        new WhistleReviewed(1, true, false, true, "点位不清", Map.of(WATER, 85, POLICE, 40), "区")));
    reviewing.take(story("2026-06-01T00:00+08:00", blown(LUGU), new DepartmentReported(1, WATER, Instant.EPOCH, List.of(), LUGU)));
    reviewing.take(story("2026-05-10T10:00+08:00", blown(CHAOYANG_STREET)));
    var result = reviewing.result(MAY, "110107", "点位须具体");
    assertEquals(List.of(new WhistlingLocality(LUGU, 1, 1, 1, 1, 1, 0, 1)), result.localities());
    assertEquals(List.of(new SummonedDepartment(WATER, 1, 1, 0, 0, 1, 90, 1, 85), new SummonedDepartment(POLICE, 1, 0, 1, 0, 0, 0, 1, 40)), result.departments());
  }

  @Test void it_is_issued_once_when_the_month_is_over() {
    var result = new DualReviewing(MAY, unit -> true).result(MAY, "110107", "无");
    Story<Matter> story = Story.of(Matter::evolve);
    story.on("2026-05-31T23:59+08:00").when((m, now) -> DualReviewing.issue((DualReview) m, result, now)).refused(Reason.FIELD_INVALID);
    story.on("2026-06-01T00:00+08:00").when((m, now) -> DualReviewing.issue((DualReview) m, result, now)).then(result);
    story.when((m, now) -> DualReviewing.issue((DualReview) m, result, now)).refused(Reason.RECORDED_ALREADY);
  }
}
