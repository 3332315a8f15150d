package cn.jsjb.supervision.clues;

import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.ClueEvent.SubjectKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is done, or not, about problems and hotspots: C13, C14. */
final class PlanRules {
  private PlanRules() {}

  /**
   * C13 热点沉默: a category at a locality is frequent (as hotspot rule H1, counted here from the complaint log by locality) and stays so, and nobody
   * accepts a proactive task for it ({@code programme-log}). A hotspot that has been quiet for its own window is over.
   */
  record SilentHotspot() implements Rule {
    @Override public String id() { return "C13"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (!(fact.event() instanceof IntakeEvent.TicketRegistered) || t.category == null || t.locality == null) {
        return;
      }
      String place = t.category + "@" + t.locality;
      Window window = g.sign(place, List.of(t.received), g.span("within"), true);
      Memory.Hotspot open = g.memory().hotspots.get(place);
      if (open != null && window.signs.size() == 1) {
        // It had gone quiet.
        g.memory().hotspots.remove(place);
        open = null;
      }
      if (open == null && window.signs.size() >= g.number("tickets")) {
        g.memory().hotspots.put(place, new Memory.Hotspot(g.clock(), t.category, t.locality, window.signs.stream().map(s -> s.refs().getFirst()).toList()));
        g.remindAt(g.clock().plus(g.span("silence")), place);
      }
    }

    @Override public void remind(String place, Ground g) {
      Memory.Hotspot open = g.memory().hotspots.get(place);
      Window window = g.window(place);
      if (open == null || open.since().plus(g.span("silence")).isAfter(g.clock())) {
        return;
      }
      if (window != null) {
        window.prune(g.clock());
      }
      g.memory().hotspots.remove(place);
      if (window != null && !window.signs.isEmpty()) {
        g.about(SubjectKind.PLACE, place).units(open.locality()).category(open.category()).since(open.since()).refs(open.refs())
            .figures(Map.of("tickets", (long) open.refs().size(), "days", Duration.between(open.since(), g.clock()).toDays())).raise();
      }
    }

    @Override public void learn(Learned learned, Ground g) {
      if (learned instanceof Learned.ProactiveTaskTaken e) {
        g.memory().hotspots.remove(e.category() + "@" + e.locality());
      }
    }
  }

  /** C14 任务注水: a task is reported done, and the problem's tickets grow all the same; or the spot check does not find it. */
  record TaskWashing() implements Rule {
    @Override public String id() { return "C14"; }

    @Override public void learn(Learned learned, Ground g) {
      switch (learned) {
        case Learned.TaskCompleted e -> {
          g.memory().completed.put(key(e.problem(), e.task()), new Ref(e.stream(), e.event(), e.at(), e.unit()));
          g.remindAt(e.at().plus(g.span("months")), key(e.problem(), e.task()));
        }
        case Learned.SpotCheckFailed e -> {
          Ref done = g.memory().completed.remove(key(e.problem(), e.task()));
          g.about(SubjectKind.PROBLEM, e.problem()).units(done == null ? e.unit() : done.unit()).problem(e.problem()).by(done, new Ref(e.stream(), e.event(), e.at(), e.unit())).raise();
        }
        case Learned.ProactiveTaskTaken e -> { }
      }
    }

    @Override public void remind(String key, Ground g) {
      Ref done = g.memory().completed.remove(key);
      if (done == null) {
        return;
      }
      String problem = key.substring(0, key.indexOf('/'));
      LocalDate day = Watching.day(done.at());
      long days = g.span("months").toDays();
      TreeMap<LocalDate, Integer> volumes = g.memory().volumes.getOrDefault(problem, new TreeMap<>());
      long before = volumes.subMap(day.minusDays(days), day).values().stream().mapToLong(Integer::longValue).sum();
      long after = volumes.subMap(day, day.plusDays(days)).values().stream().mapToLong(Integer::longValue).sum();
      if (before >= g.number("volume") && (after - before) * 100 >= g.number("percent") * before) {
        g.about(SubjectKind.PROBLEM, problem).units(done.unit()).problem(problem).by(done).figures(new TreeMap<>(Map.of("before", before, "after", after))).raise();
      }
    }

    private static String key(String problem, String task) { return problem + "/" + task; }
  }
}
