package cn.jsjb.tools.simulating;

import static cn.jsjb.event.PlanEvent.CITY;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.PlanEvent.NamedPolicy;
import cn.jsjb.event.PlanEvent.OutcomeMetricReported;
import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.Plan;
import cn.jsjb.event.PlanEvent.Policy;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.Responsibility;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.supervision.programme.By;
import cn.jsjb.supervision.programme.Legislating;
import cn.jsjb.supervision.programme.Measuring;
import cn.jsjb.supervision.programme.Planning;
import cn.jsjb.supervision.programme.Programme;
import cn.jsjb.supervision.programme.Progressing;
import cn.jsjb.supervision.programme.Publishing;
import cn.jsjb.supervision.programme.Topic;
import cn.jsjb.supervision.programme.Year;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A made-up programme of the year 2021 (每月一题) for a demonstration, out of {@code demo/programme-2021.json}: 27 problems, 603 tasks of the city and some of every
 * district, 66 policies. Everything in it is called SYNTHETIC; only its shape follows the press. It is played through the service's own deciders: what a rule refuses
 * cannot be in it.
 */
public final class MonthlyTopics {
  private static final String SYNTHETIC = "SYNTHETIC", YEAR = "MT2021";
  /** How many are done by a day; the rest follows until December, a few stay open. */
  private static final int BY_MAY = 275, BY_20_JUNE = 351, TASKS_OPEN = 13, POLICIES_BY_MAY = 31, POLICIES_BY_20_JUNE = 36, POLICIES_IMMINENT = 2, POLICIES_OPEN = 3;
  private static final LocalDate START = LocalDate.of(2021, 1, 4), PLANNED = LocalDate.of(2021, 1, 20), MAY = LocalDate.of(2021, 5, 31), JUNE = LocalDate.of(2021, 6, 20), END = LocalDate.of(2021, 12, 24);
  private static final By GROUP = new By(true, false, false, null, "demo-group"), OFFICE = new By(false, true, false, null, "demo-inspector");

  private record Said(LocalDate on, String stream, By by, BiFunction<Programme, LocalDate, Decision> decide) {}

  private final JsonNode sample = read();
  private final Problems problems = Catalogue.get().problems();
  private final Units units = Catalogue.get().units();
  private final List<Said> script = new ArrayList<>();
  private final Map<String, Programme> states = new TreeMap<>();
  private final Map<String, Envelope> heads = new HashMap<>();

  /** Everything in the order of its days. Returns how many facts it were. */
  public static int play(Consumer<Envelope> log) { return new MonthlyTopics().run(log).heads.values().stream().mapToInt(e -> (int) e.sequence()).sum(); }

  /** The problems as the year leaves them. */
  static Map<String, Topic> topics() {
    Map<String, Topic> topics = new TreeMap<>();
    new MonthlyTopics().run(e -> {}).states.forEach((id, state) -> {
      if (state instanceof Topic topic) {
        topics.put(id, topic);
      }
    });
    return topics;
  }

  private static JsonNode read() {
    try (InputStream in = MonthlyTopics.class.getResourceAsStream("/demo/programme-2021.json")) {
      return EventTypes.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MonthlyTopics run(Consumer<Envelope> log) {
    year();
    sample.get("problems").forEach(this::problem);
    tasks();
    policies();
    script.sort(Comparator.comparing(Said::on));
    script.forEach(said -> say(said, log));
    return this;
  }

  private void at(LocalDate on, String stream, By by, BiFunction<Programme, LocalDate, Decision> decide) { script.add(new Said(on, stream, by, decide)); }

  private void say(Said said, Consumer<Envelope> log) {
    Programme before = states.get(said.stream());
    if (!(said.decide().apply(before, said.on()) instanceof Decision.Accepted yes)) {
      throw new IllegalStateException("the sample breaks a rule: %s %s: %s".formatted(said.on(), said.stream(), said.decide().apply(before, said.on())));
    }
    LoggedEvent event = yes.said();
    Envelope last = heads.get(said.stream());
    long sequence = last == null ? 1 : last.sequence() + 1;
    Instant when = said.on().atTime(LocalTime.of(10, 0)).atZone(Programme.BEIJING).toInstant();
    String actor = said.by().unit() == null ? "demo:" + said.by().user() : "unit:%s/user:%s".formatted(said.by().unit(), said.by().user());
    Envelope next = EventLog.envelope(said.stream(), Ids.named("demo", said.stream(), String.valueOf(sequence)).toString(), event, when, sequence, actor, "", last == null ? Chain.genesis(said.stream()) : last.hash());
    heads.put(said.stream(), next);
    states.put(said.stream(), Programme.evolve(before, new Fact(said.stream(), next.id(), next.type(), sequence, when, actor, "", next.hash(), 0, sequence, event)));
    log.accept(next);
  }

  private void year() {
    at(START, YEAR, GROUP, (state, day) -> Publishing.decide((Year) state, new Publishing.Publish(2021, sample.get("title").asText(), SYNTHETIC), problems));
    problems.year(2021).orElseThrow().themes().forEach(theme -> at(START, YEAR, GROUP, (state, day) -> Publishing.theme((Year) state, theme.id(), null, problems)));
    report(MAY, CountingMode.ISSUED);
    report(JUNE, CountingMode.ISSUED_OR_IMMINENT);
  }

  /** What the meeting was told: the other streams as they then stand. */
  private void report(LocalDate asOf, CountingMode mode) {
    at(asOf.plusDays(1), YEAR, OFFICE, (state, day) -> {
      Map<String, Topic> topics = new TreeMap<>();
      states.forEach((id, s) -> {
        if (s instanceof Topic topic) {
          topics.put(id, topic);
        }
      });
      return Publishing.decide((Year) state, new Publishing.Report(asOf, mode), topics, day);
    });
  }

  private void problem(JsonNode one) {
    String id = one.get("id").asText();
    Problem problem = problems.require(id);
    By lead = unit(problem.leadUnit());
    at(START, id, GROUP, (s, day) -> Publishing.decide((Topic) s, new Publishing.Define(id, START, one.get("viceMayor").asText(), null, null, null, SYNTHETIC), problems, units));
    List<String> measures = new ArrayList<>();
    one.get("work").forEach(work -> measures.add(work.asText()));
    at(PLANNED, id, lead, (s, day) -> Planning.decide((Topic) s, new Planning.ApprovePlan(CITY, PLANNED, new Plan(problem.name() + "治理方案", measures, null, SYNTHETIC)), lead, units));
    List<Responsibility> duties = new ArrayList<>(List.of(new Responsibility(problem.leadUnit(), Part.LEAD, "统筹" + problem.name() + "治理", "分管负责同志")));
    problem.supportingUnits().forEach(unit -> duties.add(new Responsibility(unit, Part.SUPPORT, "按职责配合", null)));
    at(PLANNED, id, lead, (s, day) -> Planning.decide((Topic) s, new Planning.ApproveResponsibilities(CITY, PLANNED, duties, SYNTHETIC), lead, units));
    List<Unit> districts = units.districts();
    for (int d = 0; d < districts.size(); d++) {
      district(id, districts.get(d).code(), measures, d);
    }
    JsonNode metric = one.get("metric");
    for (int month = 3; month <= 12; month++) {
      LocalDate asOf = LocalDate.of(2021, month, 1).plusMonths(1).minusDays(1);
      BigDecimal value = BigDecimal.valueOf(metric.get("monthly").asLong() * (month - 1));
      OutcomeMetricReported outcome = new OutcomeMetricReported("M1", CITY, metric.get("name").asText(), value, metric.get("unit").asText(), asOf, null, true, BigDecimal.valueOf(metric.get("monthly").asLong() * 11), null, SYNTHETIC);
      at(asOf, id, lead, (s, day) -> Measuring.decide((Topic) s, outcome, lead, units, day));
    }
  }

  private void district(String id, String district, List<String> measures, int d) {
    By own = unit(district);
    LocalDate from = PLANNED.plusDays(5 + d);
    String task = id.substring(7) + "-" + district;
    at(from, id, own, (s, day) -> Planning.decide((Topic) s, new Planning.ApprovePlan(district, from, new Plan(units.require(district).name() + "落实方案", measures.subList(0, 2), null, SYNTHETIC)), own, units));
    Task spec = new Task(district, "落实：" + measures.get(d % measures.size()), null, null, null, List.of(3, 6, 9), district, List.of(), SYNTHETIC);
    at(from, id, own, (s, day) -> Planning.decide((Topic) s, new Planning.PlanTask(task, from, spec), own, units));
    if (d % 4 != 3) {
      at(LocalDate.of(2021, 9, 1 + d), id, own, (s, day) -> Progressing.decide((Topic) s, new Progressing.Complete(task, day, null, "完成", List.of()), own, day));
    }
  }

  private record Listed(String problem, String task, Task spec, int phase) {}

  /** Phase by phase over all problems, so that every problem gets on; the first so many are done by the days the press gave figures for. */
  private void tasks() {
    List<Listed> all = new ArrayList<>();
    sample.get("problems").forEach(one -> {
      String id = one.get("id").asText();
      int works = one.get("work").size();
      List<String> partners = new ArrayList<>(List.of(problems.require(id).leadUnit()));
      partners.addAll(problems.require(id).supportingUnits());
      int count = one.get("tasks").asInt();
      for (int i = 0; i < count; i++) {
        int phase = i / works;
        JsonNode of = sample.get("phases").get(Math.min(phase, sample.get("phases").size() - 1));
        List<Integer> months = new ArrayList<>();
        of.get("months").forEach(m -> months.add(m.asInt()));
        String owner = partners.get(i % 3 == 2 ? 1 + i % (partners.size() - 1) : 0);
        all.add(new Listed(id, "%s-%02d".formatted(id.substring(7), i + 1), new Task(CITY, "%s：%s".formatted(one.get("work").get(i % works).asText(), of.get("name").asText()), "完成率", BigDecimal.valueOf(100), "%", months, owner, List.of(), SYNTHETIC), phase));
      }
    });
    all.sort(Comparator.comparingInt(Listed::phase));
    for (int i = 0; i < all.size(); i++) {
      Listed one = all.get(i);
      By lead = unit(problems.require(one.problem()).leadUnit());
      By owner = unit(one.spec().owner());
      at(PLANNED, one.problem(), lead, (s, day) -> Planning.decide((Topic) s, new Planning.PlanTask(one.task(), PLANNED, one.spec()), lead, units));
      LocalDate done = i < BY_MAY ? spread(LocalDate.of(2021, 2, 8), MAY, i, BY_MAY) : i < BY_20_JUNE ? spread(MAY.plusDays(1), JUNE, i - BY_MAY, BY_20_JUNE - BY_MAY)
          : i < all.size() - TASKS_OPEN ? spread(JUNE.plusDays(1), END, i - BY_20_JUNE, all.size() - TASKS_OPEN - BY_20_JUNE) : null;
      if (done == null) {
        at(END, one.problem(), owner, (s, day) -> Progressing.decide((Topic) s, new Progressing.ReportProgress(one.task(), day, BigDecimal.valueOf(80), "年内未完成，转入下年"), owner, day));
        continue;
      }
      at(done, one.problem(), owner, (s, day) -> Progressing.decide((Topic) s, new Progressing.Complete(one.task(), day, BigDecimal.valueOf(100), "完成", List.of()), owner, day));
      if (i % 5 != 4) {
        at(done.plusDays(7), one.problem(), OFFICE, (s, day) -> Progressing.decide((Topic) s, new Progressing.Verify(one.task(), day, true, "抽查属实"), OFFICE, day));
      }
    }
  }

  private void policies() {
    List<Map.Entry<String, String>> all = new ArrayList<>();
    sample.get("problems").forEach(one -> {
      String id = one.get("id").asText();
      By lead = unit(problems.require(id).leadUnit());
      List<NamedPolicy> added = new ArrayList<>();
      one.get("policies").forEach(title -> {
        String policy = "%s-Z%d".formatted(id.substring(7), added.size() + 1);
        added.add(new NamedPolicy(policy, new Policy(CITY, title.asText(), List.of(problems.require(id).leadUnit()), null, SYNTHETIC)));
        all.add(Map.entry(policy, id));
      });
      at(PLANNED, id, lead, (s, day) -> Legislating.decide((Topic) s, new Legislating.ReviseList(CITY, PLANNED, added, List.of(), "年度清单"), lead, units));
    });
    all.sort(Comparator.comparing(p -> p.getKey().substring(4)));
    for (int i = 0; i < all.size(); i++) {
      LocalDate issued = i < POLICIES_BY_MAY ? spread(LocalDate.of(2021, 3, 1), MAY, i, POLICIES_BY_MAY) : i < POLICIES_BY_20_JUNE ? JUNE.minusDays(10) : i < all.size() - POLICIES_OPEN ? spread(JUNE.plusDays(1), END, i, all.size()) : null;
      if (i >= POLICIES_BY_20_JUNE && i < POLICIES_BY_20_JUNE + POLICIES_IMMINENT) {
        step(all.get(i), PolicyStatus.IMMINENT, JUNE.minusDays(2));
      } else {
        step(all.get(i), PolicyStatus.DRAFTING, LocalDate.of(2021, 2, 20));
      }
      if (issued != null) {
        step(all.get(i), PolicyStatus.ISSUED, issued);
      }
    }
    JsonNode june = sample.get("addedInJune");
    String id = june.get("problem").asText();
    By lead = unit(problems.require(id).leadUnit());
    LocalDate from = LocalDate.of(2021, 6, 1);
    at(from, id, lead, (s, day) -> Legislating.decide((Topic) s, new Legislating.PlanPolicy(id.substring(7) + "-Z9", from, new Policy(CITY, june.get("title").asText(), List.of(problems.require(id).leadUnit()), null, SYNTHETIC)), lead, units));
  }

  private void step(Map.Entry<String, String> policy, PolicyStatus to, LocalDate on) {
    By lead = unit(problems.require(policy.getValue()).leadUnit());
    at(on, policy.getValue(), lead, (s, day) -> Legislating.decide((Topic) s, new Legislating.Advance(policy.getKey(), to, on, to == PolicyStatus.ISSUED ? "（虚构文号）" : null), lead, day));
  }

  private static By unit(String code) { return new By(false, false, true, code, "demo"); }

  /** The {@code i}-th of {@code of} days between two, the last included. */
  private static LocalDate spread(LocalDate from, LocalDate to, int i, int of) { return from.plusDays(ChronoUnit.DAYS.between(from, to) * Math.min(i, of - 1) / Math.max(1, of - 1)); }
}
