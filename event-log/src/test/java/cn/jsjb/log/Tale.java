package cn.jsjb.log;

import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import java.util.List;
import java.util.Map;

/** A small state for the tests of the law: how often somebody urged, and the ids of all facts, in order. */
public record Tale(String title, int urged, List<String> ids, String last) {

  /** With counts, a column that is written once, and a word that no fold survives. */
  public static final class InATable implements Projection<Tale> {
    @Override public String table() { return "tale"; }

    @Override public Class<Tale> stateType() { return Tale.class; }

    @Override public Tale evolve(Tale tale, Fact fact) {
      return switch (fact.event()) {
        case IntakeEvent.RequestReceived e -> new Tale(e.title(), 0, List.of(fact.id()), null);
        case IntakeEvent.RequestUrged e when "poison".equals(e.text()) -> throw new IllegalArgumentException("a fold that throws");
        case IntakeEvent.RequestUrged e -> new Tale(null, tale.urged + 1, plus(tale.ids, fact.id()), e.text());
        default -> tale;
      };
    }

    private static List<String> plus(List<String> ids, String id) {
      List<String> next = new java.util.ArrayList<>(ids);
      next.add(id);
      return List.copyOf(next);
    }

    @Override public List<Column<Tale>> columns() {
      return List.of(Column.<Tale>integer("urged", Tale::urged), Column.<Tale>text("title", Tale::title).writtenOnce());
    }

    /** A due time that no table holds, for the streams that ask for it. */
    @Override public java.time.Instant dueAt(Tale tale) { return "far".equals(tale.last) ? java.time.Instant.MAX : null; }

    @Override public String tallyTable() { return "tally"; }

    @Override public List<String> tallyColumns() { return List.of("tales", "urges"); }

    @Override public Map<String, long[]> contributions(Tale tale) {
      return Map.of("all", new long[] {1, tale.urged}, "by-urges:" + tale.urged % 3, new long[] {1, tale.urged});
    }
  }
}
