package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import java.util.HashMap;
import java.util.Map;

/** Which tickets: a condition on {@code TicketRow t} with its parameters. Texts from outside are parameters, always. */
public record Condition(String hql, Map<String, Object> parameters) {
  public static final Condition ALL = new Condition("1 = 1", Map.of());

  /** {@code column} is a name of this code, never of the outside. */
  public static Condition is(String column, Object value) {
    return value == null ? new Condition("t." + column + " is null", Map.of()) : new Condition("t." + column + " = :" + column, Map.of(column, value));
  }

  /** @param l1 the two digits of a first-level category */
  public static Condition categoryBelow(String l1) { return new Condition("t.category like :category", Map.of("category", l1 + "%")); }

  /** The tickets that count for this figure in this period. */
  public static Condition counted(Figure figure, Period period) {
    return switch (figure) {
      case COMPLETED -> is("closedPeriod", period.key());
      default -> (figure.isAnswer() ? new Condition("(t.ratedPeriod = :period or t.ratedPeriod is null and t.period = :period)", Map.of("period", period.key())) : is("period", period.key()))
          .and(new Condition("bitand(t.figures, :bit) <> 0", Map.of("bit", figure.bit())));
    };
  }

  /** What this caller may see: a unit its own tickets, a district those of all its units, everybody else all. */
  public static Condition visibleTo(Caller caller) {
    return !caller.isScoped() ? ALL : is(caller.is(Caller.DISTRICT) ? "unitDistrict" : "unit", caller.ownUnit());
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
