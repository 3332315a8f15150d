package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.FocusEvent;
import cn.jsjb.event.FocusEvent.FocusClosed;
import cn.jsjb.event.FocusEvent.FocusContent;
import cn.jsjb.event.FocusEvent.FocusContentChecked;
import cn.jsjb.event.FocusEvent.FocusListed;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A focus of targeted supervision (靶向监督). @param conclusion null while open */
@JsonTypeName("FOCUS")
public record FocusList(Instant openedAt, FocusListed listed, List<Check> checks, String conclusion) implements Matter {
  /** The newest look at one class of content in one locality. */
  public record Check(String locality, FocusContent content, boolean satisfactory) {}

  static FocusList evolve(FocusList s, FocusEvent event, Fact fact) {
    return switch (event) {
      case FocusListed e -> new FocusList(fact.at(), e, List.of(), null);
      case FocusContentChecked e -> {
        List<Check> checks = new ArrayList<>(s.checks);
        checks.removeIf(c -> c.locality.equals(e.locality()) && c.content == e.content());
        checks.add(new Check(e.locality(), e.content(), e.satisfactory()));
        yield new FocusList(s.openedAt, s.listed, List.copyOf(checks), null);
      }
      case FocusClosed e -> new FocusList(s.openedAt, s.listed, s.checks, e.conclusion());
    };
  }

  /** Classes of content that nobody has looked at anywhere. */
  public Set<FocusContent> unseen() {
    Set<FocusContent> unseen = EnumSet.allOf(FocusContent.class);
    checks.forEach(c -> unseen.remove(c.content));
    return unseen;
  }

  @Override public String status() { return conclusion == null ? "OPEN" : "CLOSED"; }

  @Override public String problemId() { return listed.problem(); }
}
