package cn.jsjb.supervision.appraising;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.AppraisalWeights;
import cn.jsjb.event.AppraisalEvent.AnnualAppraisalIssued;
import cn.jsjb.event.AppraisalEvent.AppraisalRow;
import cn.jsjb.event.AppraisalEvent.Part;
import cn.jsjb.event.InspectionEvent.AccountabilityDecided;
import cn.jsjb.event.InspectionEvent.Conduct;
import cn.jsjb.event.InspectionEvent.Finding;
import cn.jsjb.event.InspectionEvent.InspectionMode;
import cn.jsjb.event.InspectionEvent.InspectionRecorded;
import cn.jsjb.event.InspectionEvent.Measure;
import cn.jsjb.event.LedgerEvent.LedgerEntryCleared;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.LedgerEvent.LedgerEntryOverdue;
import cn.jsjb.event.LedgerEvent.LedgerEntryProgressed;
import cn.jsjb.event.LedgerEvent.LedgerKind;
import cn.jsjb.event.OversightEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SamplingEvent.Consequence;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.event.SamplingEvent.ItemKind;
import cn.jsjb.event.SamplingEvent.QuarterSampleDrawn;
import cn.jsjb.event.SamplingEvent.SpotCheckRecorded;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.Appraisal;
import cn.jsjb.supervision.matters.Matter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Year;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 年终绩效考评 (SP7). */
class AppraisingTest {
  private static final Year Y2025 = Year.of(2025);
  private static final String A = "110107001", B = "110107003", C = "110107011", D = "110107012";
  private static final Instant MAY = Story.at("2025-05-06T10:00+08:00");
  private static final AppraisalWeights WEIGHTS = AppraisalWeights.of(Y2025);

  private static Matter matter(OversightEvent... events) { return Story.<Matter>of(Matter::evolve).given(events).state(); }

  private static Matter entry(String owner, Instant dueAt, OversightEvent... more) {
    OversightEvent[] all = new OversightEvent[more.length + 1];
    all[0] = new LedgerEntryOpened(LedgerKind.PROBLEM, "t", "g", owner, List.of(), null, null, List.of(), dueAt);
    System.arraycopy(more, 0, all, 1, more.length);
    return matter(all);
  }

  private static AppraisalRow row(AnnualAppraisalIssued issued, String unit) { return issued.rows().stream().filter(r -> r.unit().equals(unit)).findFirst().orElseThrow(); }

  @Test void a_score_is_exact_until_its_last_step_and_what_was_not_counted_costs_nobody_anything() {
    assertEquals("2021.1", WEIGHTS.version());
    // (50·9/10 + 25·1/2 + 25·2/3) / 100 = 74.1666…
    assertEquals(new BigDecimal("74.17"), Appraising.score(new Part(9, 10), new Part(1, 2), new Part(2, 3), 0, WEIGHTS));
    assertEquals(new BigDecimal("64.17"), Appraising.score(new Part(9, 10), new Part(1, 2), new Part(2, 3), 2, WEIGHTS));
    // (50·1/3 + 25·1/3) / 75 = 33.33
    assertEquals(new BigDecimal("33.33"), Appraising.score(new Part(1, 3), null, new Part(1, 3), 0, WEIGHTS));
    assertEquals(new BigDecimal("0.00"), Appraising.score(new Part(0, 3), null, null, 1, WEIGHTS));
    assertNull(Appraising.score(null, null, null, 1, WEIGHTS));
  }

  @Test void a_year_counts_what_was_due_drawn_and_inspected_in_it() {
    var progressed = new LedgerEntryProgressed("done", true, List.of(), "x");
    var cleared = new LedgerEntryCleared("ok", List.of(), "y", null);
    List<Matter> matters = List.of(
        entry(A, MAY, progressed, cleared), entry(A, MAY, new LedgerEntryOverdue(MAY), progressed, cleared), entry(A, Story.at("2026-01-01T00:00+08:00")), entry(B, MAY),
        matter(new QuarterSampleDrawn("2025Q2", Story.at("2025-04-01T00:00+08:00"), Story.at("2025-07-01T00:00+08:00"), "s", Map.of(), 9, 0,
            List.of(new Item(ItemKind.TICKET, "1", A), new Item(ItemKind.TICKET, "2", A), new Item(ItemKind.TICKET, "3", A))),
            new SpotCheckRecorded("1", true, "f", List.of(), "z", null, Consequence.NONE), new SpotCheckRecorded("2", false, "f", List.of(), "z", null, Consequence.TICKET_REOPENED)),
        matter(new InspectionRecorded(InspectionMode.UNANNOUNCED, "s", null, MAY, List.of("m"), List.of(B), List.of(), List.of(), null, List.of(), List.of(new Finding(1, B, "f", Conduct.K2)), List.of()),
            new AccountabilityDecided(1, Conduct.K2, B, null, Measure.TALK, false, "b")));
    AnnualAppraisalIssued issued = Appraising.appraise(Y2025, "LOCALITY", List.of(D, C, B, A), Map.of(A, new Part(8, 10), B, new Part(10, 10), C, new Part(13, 20)), matters, WEIGHTS);
    assertEquals(new AppraisalRow(A, new Part(8, 10), new Part(1, 2), new Part(1, 2), 0, new BigDecimal("65.00"), 1), row(issued, A));
    // (50 + 0) / 75 · 100 − 5
    assertEquals(new AppraisalRow(B, new Part(10, 10), new Part(0, 1), null, 1, new BigDecimal("61.67"), 3), row(issued, B));
    assertEquals(1, row(issued, C).rank(), "equal scores, equal ranks");
    assertEquals(new AppraisalRow(D, null, null, null, 0, null, null), issued.rows().getLast());
  }

  @Test void it_is_issued_once_and_when_the_year_is_over() {
    AnnualAppraisalIssued issued = Appraising.appraise(Y2025, "LOCALITY", List.of(A), Map.of(), List.of(), WEIGHTS);
    Story<Matter> story = Story.of(Matter::evolve);
    story.on("2025-12-31T23:59+08:00").when((m, now) -> Appraising.issue((Appraisal) m, issued, now)).refused(Reason.FIELD_INVALID);
    story.on("2026-01-01T00:00+08:00").when((m, now) -> Appraising.issue((Appraisal) m, issued, now)).then(issued);
    story.when((m, now) -> Appraising.issue((Appraisal) m, issued, now)).refused(Reason.RECORDED_ALREADY);
  }
}
