package cn.jsjb.analytics.hotspots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.event.HotspotEvent;
import cn.jsjb.event.HotspotEvent.HotspotClosed;
import cn.jsjb.event.HotspotEvent.HotspotDetected;
import cn.jsjb.event.HotspotEvent.HotspotExtended;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Spot;
import cn.jsjb.harness.Story;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One open hotspot a rule and scope: extended, not repeated, over after thirty quiet days. */
class DetectingTest {
  private static final HotspotRules.Version RULES = HotspotRules.get().at(Instant.parse("2026-05-06T00:00:00Z"));
  private static final String LUGU = "110107011";
  private static final Spot SPOT = new Spot(Spot.Kind.COMMUNITY, "110107011001", "110107", LUGU);
  private static final WhenHotspotIsQuietThenClose POLICY = new WhenHotspotIsQuietThenClose(HotspotRules.get());

  private static Occasion at(String time, int tickets) {
    Instant at = Instant.parse(time);
    return new Occasion(at, at.minusSeconds(86_400), null, tickets, 3, Map.of("tickets", BigDecimal.valueOf(tickets)), List.of(new Sighting(at, "a", "110107", LUGU)));
  }

  private static HotspotDetected detected(String time, int episode) {
    Occasion o = at(time, 10);
    return new HotspotDetected("H1", "020301", SPOT, episode, LUGU, o.from(), null, o.at(), 10, 3, o.measures(), RULES.version());
  }

  private static Story<ProgrammeStream> given(HotspotEvent... events) { return Story.<ProgrammeStream>of(ProgrammeStream::evolve).on("2026-05-06T09:00+08:00").given(events); }

  private static Story.Then<ProgrammeStream> decide(Story<ProgrammeStream> story, Occasion... occasions) {
    return story.when((state, now) -> Detecting.decide((Hotspot) state, "H1", "020301", SPOT, LUGU, List.of(occasions), List.of(), RULES));
  }

  @Test void the_first_occasion_opens_it() { decide(given(), at("2026-05-06T03:00:00Z", 10), at("2026-05-07T03:00:00Z", 11)).then(detected("2026-05-06T03:00:00Z", 1)); }

  @Test void without_an_occasion_nothing_is_said() { decide(given()).refused(Reason.NOTHING_CHANGED); }

  @Test void another_on_the_same_day_changes_nothing() { decide(given(detected("2026-05-06T03:00:00Z", 1)), at("2026-05-06T15:59:59Z", 11)).refused(Reason.NOTHING_CHANGED); }

  @Test void one_on_another_day_in_Beijing_extends_it() {
    decide(given(detected("2026-05-06T03:00:00Z", 1)), at("2026-05-06T16:00:00Z", 11), at("2026-05-08T03:00:00Z", 12)).then(new HotspotExtended(Instant.parse("2026-05-08T03:00:00Z"), 12, 3));
  }

  @Test void one_that_is_over_opens_again_as_another_episode() {
    Story<ProgrammeStream> over = given(detected("2026-05-06T03:00:00Z", 1), new HotspotClosed(LocalDate.of(2026, 5, 6), 30, RULES.version()));
    decide(over, at("2026-05-06T10:00:00Z", 10)).refused(Reason.NOTHING_CHANGED);
    decide(over, at("2026-07-06T03:00:00Z", 10)).then(detected("2026-07-06T03:00:00Z", 2));
  }

  @Test void what_no_longer_counts_is_not_told_late() {
    Instant asOf = Instant.parse("2026-07-06T03:00:00Z");
    Hotspot hotspot = (Hotspot) given(detected("2026-05-06T03:00:00Z", 1)).state();
    assertEquals(Instant.parse("2026-06-06T03:00:00Z"), Detecting.toldUntil(hotspot, asOf, RULES), "before that only a part of what came before an arrival is looked at");
    assertEquals(Instant.parse("2026-05-06T15:59:59.999Z"), Detecting.toldUntil(hotspot, Instant.parse("2026-05-08T03:00:00Z"), RULES));
    assertEquals(Instant.parse("2026-06-06T03:00:00Z"), Detecting.toldUntil(null, asOf, RULES));
  }

  @Test void it_is_over_after_thirty_whole_days() {
    Hotspot open = (Hotspot) given(detected("2026-05-06T03:00:00Z", 1), new HotspotExtended(Instant.parse("2026-05-08T03:00:00Z"), 12, 3)).state();
    assertEquals(Instant.parse("2026-06-07T16:00:00Z"), POLICY.dueAt(open), "the 8th was the last day; 9 May to 7 June are quiet");
    given(detected("2026-05-06T03:00:00Z", 1)).when(POLICY::decide).then(new HotspotClosed(LocalDate.of(2026, 5, 6), 30, RULES.version()));
    assertNull(POLICY.dueAt(given(detected("2026-05-06T03:00:00Z", 1), new HotspotClosed(LocalDate.of(2026, 5, 6), 30, RULES.version())).state()));
  }

  @Test void the_lowest_unit_that_can_act_is_asked() {
    Catalogue catalogue = Catalogue.get();
    List<Sighting> two = List.of(new Sighting(Instant.EPOCH, null, "110107", LUGU), new Sighting(Instant.EPOCH, null, "110107", "110107003"), new Sighting(Instant.EPOCH, null, "110107", LUGU));
    Spot most = Detecting.place("8931aa4ac1bffff", two, new BigDecimal("0.66"));
    assertEquals(new Spot(Spot.Kind.CELL, "8931aa4ac1bffff", "110107", LUGU), most);
    assertEquals(LUGU, Detecting.unit(most, "110000D30", catalogue.units(), Instant.EPOCH));
    Spot shared = Detecting.place("8931aa4ac1bffff", two, new BigDecimal("0.67"));
    assertEquals("110107", Detecting.unit(shared, "110000D30", catalogue.units(), Instant.EPOCH));
    assertEquals("110000D30", Detecting.unit(Detecting.place("8931aa4ac1bffff", List.of(new Sighting(Instant.EPOCH, null, null, null)), new BigDecimal("0.67")), "110000D30", catalogue.units(), Instant.EPOCH));
  }
}
