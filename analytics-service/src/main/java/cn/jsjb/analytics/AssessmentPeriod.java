package cn.jsjb.analytics;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PeriodEvent;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodLocked;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodOpened;
import cn.jsjb.event.PeriodEvent.AssessmentRestated;
import cn.jsjb.event.PeriodEvent.LocalityClassified;
import cn.jsjb.event.PeriodEvent.RankingPublished;
import cn.jsjb.event.PeriodEvent.ReviewMeetingRecorded;
import cn.jsjb.event.PeriodEvent.Snapshot;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 考核月 with all its versions. What a version says is never changed: {@link #evolve} only ever adds one.
 *
 * @param classes of the newest published version, null while there are none
 */
@JsonTypeName("PERIOD")
public record AssessmentPeriod(AssessmentPeriodOpened opened, Instant openedAt, List<Version> versions, List<Publication> publications, LocalityClassified classes,
    List<Meeting> meetings) implements ProgrammeStream {

  public enum Status { OPEN, LOCKED, PUBLISHED }

  /** @param event id of the fact that made it; @param cause null of the first; @param snapshot null in the {@link #brief} */
  public record Version(int number, String hash, Instant countedAt, String by, String event, String cause, List<String> tickets, String rules, String formula, String units, Snapshot snapshot) {
    private static Version of(int number, String cause, List<String> tickets, Snapshot s, Fact fact) {
      return new Version(number, s.hash(), fact.at(), fact.actor(), fact.id(), cause, tickets, s.rules(), s.formula().id(), s.units(), s);
    }

    private Version brief() { return new Version(number, hash, countedAt, by, event, cause, tickets, rules, formula, units, null); }
  }

  public record Publication(int version, Instant at, String by, String document) {}

  public record Meeting(ReviewMeetingRecorded said, Instant at, String by) {}

  public static AssessmentPeriod evolve(AssessmentPeriod p, PeriodEvent event, Fact fact) {
    return switch (event) {
      case AssessmentPeriodOpened e -> new AssessmentPeriod(e, fact.at(), List.of(), List.of(), null, List.of());
      case AssessmentPeriodLocked e -> p.with(Version.of(e.version(), null, List.of(), e.snapshot(), fact));
      case AssessmentRestated e -> p.with(Version.of(e.version(), e.cause(), e.tickets(), e.snapshot(), fact));
      case RankingPublished e -> new AssessmentPeriod(p.opened, p.openedAt, p.versions, and(p.publications, new Publication(e.version(), fact.at(), fact.actor(), e.document())), p.classes, p.meetings);
      case LocalityClassified e -> new AssessmentPeriod(p.opened, p.openedAt, p.versions, p.publications, e, p.meetings);
      case ReviewMeetingRecorded e -> new AssessmentPeriod(p.opened, p.openedAt, p.versions, p.publications, p.classes, and(p.meetings, new Meeting(e, fact.at(), fact.actor())));
    };
  }

  private AssessmentPeriod with(Version version) { return new AssessmentPeriod(opened, openedAt, and(versions, version), publications, classes, meetings); }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }

  /** Stream of a period. */
  public static String stream(String period) { return PeriodEvent.STREAM + period; }

  public Optional<Version> version(int number) { return versions.stream().filter(v -> v.number() == number).findFirst(); }

  /** The newest version, or null before the lock. */
  public Version latest() { return versions.isEmpty() ? null : versions.getLast(); }

  /** The newest publication, or null. */
  public Publication published() { return publications.isEmpty() ? null : publications.getLast(); }

  @Override public String status() { return (publications.isEmpty() ? versions.isEmpty() ? Status.OPEN : Status.LOCKED : Status.PUBLISHED).name(); }

  /** The same without the locked lists, which are nearly all of it. */
  @Override public String brief() {
    try {
      return EventTypes.JSON.writeValueAsString(new AssessmentPeriod(opened, openedAt, versions.stream().map(Version::brief).toList(), publications, classes, meetings));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a period that cannot be written", e);
    }
  }
}
