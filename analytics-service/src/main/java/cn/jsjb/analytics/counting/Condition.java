package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which tickets: a condition on {@code TicketRow t} with its parameters. Texts from outside are parameters, always. */
public record Condition(String hql, Map<String, Object> parameters) {
  public static final Condition ALL = new Condition("1 = 1", Map.of());
  public static final Condition NONE = new Condition("1 = 0", Map.of());

  /** {@code column} is a name of this code, never of the outside. */
  public static Condition is(String column, Object value) {
    return value == null ? new Condition("t." + column + " is null", Map.of()) : new Condition("t." + column + " = :" + column, Map.of(column, value));
  }

  /** @param code two, four or six digits */
  public static Condition categoryBelow(String code) { return new Condition("t.category like :category", Map.of("category", code + "%")); }

  /** One of these categories; of the catalogue, never of the outside. */
  public static Condition categoryAmong(Collection<String> prefixes) {
    return prefixes.isEmpty() ? NONE : new Condition(prefixes.stream().map(p -> "t.category like '" + p + "%'").collect(Collectors.joining(" or ", "(", ")")), Map.of());
  }

  /** {@code from} ≤ column < {@code to}. */
  public static Condition within(String column, Instant from, Instant to) {
    return new Condition("t.%1$s >= :%1$sFrom and t.%1$s < :%1$sTo".formatted(column), Map.of(column + "From", from, column + "To", to));
  }

  public static Condition figure(Figure figure) { return new Condition("bitand(t.figures, :figure) <> 0", Map.of("figure", figure.bit())); }

  public static Condition mark(Mark mark) { return new Condition("bitand(t.marks, :mark) <> 0", Map.of("mark", mark.bit())); }

  public static Condition without(Mark mark) { return new Condition("bitand(t.marks, :mark) = 0", Map.of("mark", mark.bit())); }

  /** Received in the period, with one of these marks of {@link Mark#STORY}: by values, which its index finds, and not by bits, which every story would be read for. */
  public static Condition story(Period period, int marks) {
    return new Condition("t.storyIn = :told and bitand(t.marks, %d) in (%s)".formatted(Mark.STORY, Mark.storiesWith(marks)), Map.of("told", period.key()));
  }

  /** The tickets that count for this figure in the twelve periods of a year. */
  public static Condition counted(Figure figure, int year) {
    Map<String, Object> months = Map.of("first", "%d-01".formatted(year), "last", "%d-12".formatted(year));
    return switch (figure) {
      case COMPLETED -> new Condition("t.closedPeriod between :first and :last", months);
      default -> new Condition(figure.isAnswer() ? "coalesce(t.ratedPeriod, t.period) between :first and :last" : "t.period between :first and :last", months).and(figure(figure));
    };
  }

  /** The tickets that count for this figure in this period. */
  public static Condition counted(Figure figure, Period period) {
    return switch (figure) {
      case COMPLETED -> is("closedPeriod", period.key());
      default -> (figure.isAnswer() ? new Condition("(t.ratedPeriod = :period or t.ratedPeriod is null and t.period = :period)", Map.of("period", period.key())) : is("period", period.key()))
          .and(new Condition("bitand(t.figures, :bit) <> 0", Map.of("bit", figure.bit())));
    };
  }

  /**
   * The same tickets as {@link #counted}, in parts that have none in common and can each be read in order: those of the period, and before them in time
   * those of earlier periods whose answers count here (rule L4).
   */
  public static List<Condition> countedInParts(Figure figure, Period period) {
    return figure == Figure.COMPLETED || !figure.isAnswer() ? List.of(counted(figure, period))
        : List.of(is("period", period.key()).and(new Condition("t.ratedPeriod is null", Map.of())).and(figure(figure)), is("ratedPeriod", period.key()).and(figure(figure)));
  }

  /** The story names this unit, or a code that begins with it: only those few are read that may be about it. Of the catalogue, never of the outside. */
  public static Condition naming(String unit) { return new Condition("locate('\"" + unit + "', t.story) > 0", Map.of()); }

  /** What this caller may see: a unit its own tickets, a district those of all its units, everybody else all. */
  public static Condition visibleTo(Caller caller) {
    return Scope.of(caller).condition();
  }

  public Condition and(Condition other) {
    if (this == ALL || other == ALL) {
      return this == ALL ? other : this;
    }
    // The same parameter asked for twice (a unit's own figure): both must hold, under two names.
    Map<String, Object> all = new HashMap<>(parameters);
    String otherHql = other.hql;
    for (Map.Entry<String, Object> parameter : other.parameters.entrySet()) {
      String name = parameter.getKey();
      while (all.containsKey(name)) {
        name += "_";
      }
      if (!name.equals(parameter.getKey())) {
        otherHql = otherHql.replaceAll(":" + parameter.getKey() + "\\b", ":" + name);
      }
      all.put(name, parameter.getValue());
    }
    return new Condition(hql + " and " + otherHql, all);
  }
}
