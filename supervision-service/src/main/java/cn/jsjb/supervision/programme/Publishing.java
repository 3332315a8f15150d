package cn.jsjb.supervision.programme;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.ProblemDefined;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import cn.jsjb.event.Progress;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Share;
import cn.jsjb.event.YearEvent.FiguresReported;
import cn.jsjb.event.YearEvent.ThemeDefined;
import cn.jsjb.event.YearEvent.TopicYearPublished;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The year is published, its themes and problems are defined, its figures are told to a meeting. */
public final class Publishing {
  private Publishing() {}

  public record Publish(int year, String title, String source) {}

  /** @param viceMayor the post; @param leadUnit, supportingUnits, method null for what the catalogue says */
  public record Define(String problem, LocalDate from, String viceMayor, String leadUnit, List<String> supportingUnits, Problem.Method method, String source) {}

  public record Report(LocalDate asOf, CountingMode mode) {}

  public static Decision decide(Year year, Publish command, Problems catalogue) {
    return year != null ? refuse(Reason.PROGRAMME_PUBLISHED_ALREADY, Programme.yearId(command.year()))
        : catalogue.year(command.year()).<Decision>map(list -> accept(new TopicYearPublished(command.year(), command.title(), list.version(), command.source())))
            .orElseGet(() -> refuse(Reason.NOT_FOUND, Programme.yearId(command.year())));
  }

  /** A theme of the catalogue becomes one of the year's. @param month null for the catalogue's */
  public static Decision theme(Year year, String theme, Integer month, Problems catalogue) {
    if (year == null) {
      return refuse(Reason.PROGRAMME_NOT_PUBLISHED, "");
    }
    if (year.themes().stream().anyMatch(t -> t.theme().equals(theme))) {
      return refuse(Reason.LISTED_ALREADY, theme);
    }
    return catalogue.year(year.published().year()).flatMap(list -> list.themes().stream().filter(t -> t.id().equals(theme)).findFirst())
        .<Decision>map(t -> accept(new ThemeDefined(t.id(), t.name(), t.en(), month == null ? t.month() : month)))
        .orElseGet(() -> refuse(Reason.NOT_FOUND, theme));
  }

  /** The first definition, or a new version of it: a lead unit may change within the year. */
  public static Decision decide(Topic topic, Define command, Problems catalogue, Units units) {
    Problem problem = catalogue.find(command.problem()).orElse(null);
    Problems.Year list = catalogue.years().stream().filter(y -> y.problems().contains(problem)).findFirst().orElse(null);
    if (problem == null || list == null) {
      return refuse(Reason.NOT_FOUND, command.problem());
    }
    String lead = command.leadUnit() == null ? problem.leadUnit() : command.leadUnit();
    List<String> supporting = command.supportingUnits() == null ? problem.supportingUnits() : List.copyOf(command.supportingUnits());
    for (String unit : supporting) {
      if (units.find(unit).isEmpty() || unit.equals(lead)) {
        return refuse(Reason.UNKNOWN_UNIT, unit);
      }
    }
    if (units.find(lead).isEmpty()) {
      return refuse(Reason.UNKNOWN_UNIT, lead);
    }
    ProblemDefined defined = new ProblemDefined(topic == null ? 1 : topic.definition().version() + 1, command.from(), list.year(), problem.theme(), problem.name(), problem.en(),
        lead, supporting, command.viceMayor(), command.method() == null ? problem.method() : command.method(), list.version(), command.source());
    if (topic != null && command.from().isBefore(topic.definition().from())) {
      return refuse(Reason.VERSION_OUT_OF_ORDER, topic.definition().from());
    }
    return topic != null && same(topic.definition(), defined) ? refuse(Reason.NOTHING_CHANGED, command.problem()) : accept(defined);
  }

  private static boolean same(ProblemDefined a, ProblemDefined b) {
    return a.leadUnit().equals(b.leadUnit()) && a.supportingUnits().equals(b.supportingUnits()) && a.viceMayor().equals(b.viceMayor()) && a.method() == b.method()
        && a.catalogueVersion().equals(b.catalogueVersion());
  }

  /** The figures of a day, counted over the city's lists of all problems, to be kept as they were told. */
  public static Decision decide(Year year, Report command, Map<String, Topic> topics, LocalDate today) {
    if (year == null) {
      return refuse(Reason.PROGRAMME_NOT_PUBLISHED, "");
    }
    return command.asOf().isAfter(today) ? refuse(Reason.IN_THE_FUTURE, "asOf", today) : accept(figures(topics, command.asOf(), command.mode()));
  }

  /** The figures of the city as of a day. */
  public static FiguresReported figures(Map<String, Topic> topics, LocalDate asOf, CountingMode mode) {
    Share tasks = Share.NONE;
    Share policies = Share.NONE;
    long verified = 0;
    Map<String, Integer> plans = new TreeMap<>();
    Map<String, Integer> lists = new TreeMap<>();
    for (Map.Entry<String, Topic> topic : topics.entrySet()) {
      Progress progress = topic.getValue().progress();
      tasks = tasks.plus(progress.tasks(PlanEvent.CITY, asOf));
      policies = policies.plus(progress.policies(PlanEvent.CITY, asOf, mode));
      verified += progress.verified(PlanEvent.CITY, asOf);
      put(plans, topic.getKey(), topic.getValue().planVersion(PlanEvent.CITY, asOf));
      put(lists, topic.getKey(), topic.getValue().policyListVersion(PlanEvent.CITY, asOf));
    }
    return new FiguresReported(asOf, mode, tasks, verified, policies, plans, lists);
  }

  private static void put(Map<String, Integer> versions, String problem, Integer version) {
    if (version != null) {
      versions.put(problem, version);
    }
  }
}
