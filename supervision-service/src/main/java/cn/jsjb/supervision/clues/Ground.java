package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import cn.jsjb.event.ClueEvent.ClueSubject;
import cn.jsjb.supervision.clues.Window.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one rule stands on: its parameters of the day, its own part of the memory, and where its clues go. */
final class Ground {
  private final ClueRules.Rule rule;
  private final Units units;
  private final Duties duties;
  private final Memory memory;
  private final List<Clue> found;

  Ground(ClueRules.Rule rule, Units units, Duties duties, Memory memory, List<Clue> found) {
    this.rule = rule;
    this.units = units;
    this.duties = duties;
    this.memory = memory;
    this.found = found;
  }

  Instant clock() { return memory.clock; }

  Memory memory() { return memory; }

  Units units() { return units; }

  Duties duties() { return duties; }

  int number(String parameter) { return now().number(parameter); }

  Duration span(String parameter) { return now().span(parameter); }

  private ClueRules.Version now() { return rule.at(memory.clock); }

  void remindAt(Instant when, String what) { memory.agenda.computeIfAbsent(when, t -> new TreeSet<>()).add(rule.id() + "|" + what); }

  void forgetAt(Instant when, String what) {
    TreeSet<String> then = memory.agenda.get(when);
    if (then != null && then.remove(rule.id() + "|" + what) && then.isEmpty()) {
      memory.agenda.remove(when);
    }
  }

  /** A sign, on the window of this name. @param onceATicket further signs of the same ticket replace the first */
  Window sign(String name, List<Ref> refs, Duration within, boolean onceATicket) {
    Window window = memory.windows.computeIfAbsent(rule.id() + "|" + name, n -> new Window());
    Ref last = refs.getLast();
    window.add(new Sign(last.stream(), List.copyOf(refs), last.at(), false), within, clock(), onceATicket);
    return window;
  }

  Window window(String name) { return memory.windows.get(rule.id() + "|" + name); }

  /** Raises RED when there are as many signs as that takes, else YELLOW when there are as many new ones. @param red 0 for a rule without */
  void weigh(Window window, int yellow, int red, Found about) {
    List<Sign> all = window.takeAll(red);
    if (all != null) {
      about.colour(Colour.RED).by(all).raise();
      return;
    }
    List<Sign> fresh = window.weigh(yellow);
    if (fresh != null) {
      about.colour(Colour.YELLOW).by(fresh).raise();
      if (red <= 0) {
        window.signs.clear();
      }
    }
  }

  Found about(SubjectKind kind, String id) { return new Found(new ClueSubject(kind, id)); }

  /** A clue in the making. */
  final class Found {
    private final ClueSubject subject;
    private String complaint;
    private List<String> concerned = List.of();
    private String category;
    private String problem;
    private Colour colour = Colour.YELLOW;
    private Instant from;
    private List<Ref> evidence = List.of();
    private Map<String, Long> figures = Map.of();
    private List<String> conducts = rule.conducts();

    private Found(ClueSubject subject) { this.subject = subject; }

    Found ticket(String id) {
      complaint = id;
      return this;
    }

    Found units(String... codes) { return units(Stream.of(codes)); }

    Found units(Stream<String> codes) {
      concerned = codes.filter(Objects::nonNull).distinct().toList();
      return this;
    }

    Found category(String code) {
      category = code;
      return this;
    }

    Found problem(String id) {
      problem = id;
      return this;
    }

    Found colour(Colour of) {
      colour = of;
      return this;
    }

    Found conducts(String... of) {
      conducts = List.of(of);
      return this;
    }

    Found since(Instant start) {
      from = start;
      return this;
    }

    Found figures(Map<String, Long> numbers) {
      figures = numbers;
      return this;
    }

    Found by(Ref... refs) { return refs(Stream.of(refs).filter(Objects::nonNull).toList()); }

    Found by(List<Sign> signs) { return refs(signs.stream().flatMap(s -> s.refs().stream()).toList()); }

    /** In the order of their time, each once; what happened in the same millisecond by stream and id. */
    Found refs(List<Ref> refs) {
      List<Ref> sorted = new ArrayList<>(refs.stream().distinct().toList());
      sorted.sort(Comparator.comparing(Ref::at).thenComparing(Ref::stream).thenComparing(Ref::event));
      evidence = sorted;
      return this;
    }

    void raise() {
      found.add(new Clue(rule.id(), now().version(), subject, complaint, concerned, category, problem, colour, conducts,
          from != null ? from : evidence.isEmpty() ? clock() : evidence.getFirst().at(), clock(), evidence.stream().map(Ref::evidence).distinct().toList(), figures));
    }
  }
}
