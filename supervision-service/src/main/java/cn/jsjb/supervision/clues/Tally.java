package cn.jsjb.supervision.clues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/** What is counted of a unit or an enterprise within a period; events are kept only where they would be evidence. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
final class Tally {
  /** Tickets sent to the unit; tickets about the enterprise. */
  public int tickets;
  public List<Ref> about = new ArrayList<>();
  public int objectionsDecided;
  public List<Ref> objectionsRejected = new ArrayList<>();
  public List<Ref> excluded = new ArrayList<>();
  public List<Ref> deferred = new ArrayList<>();
  /** Tickets whose last callback gave three answers. */
  public int answered;
  public int resolved;
  /** Satisfaction in tenths: 10 satisfied, 9 basically satisfied (rule C-4), 0 dissatisfied. */
  public long tenths;
  public List<Ref> resolvedYetDissatisfied = new ArrayList<>();
  public List<Ref> unresolved = new ArrayList<>();

  void count(Trail.Counted c, int sign) {
    answered += sign;
    resolved += c.resolved() ? sign : 0;
    tenths += (long) sign * c.tenths();
    keep(resolvedYetDissatisfied, c.resolved() && c.tenths() == 0, c.ref(), sign);
    keep(unresolved, !c.resolved(), c.ref(), sign);
  }

  private static void keep(List<Ref> refs, boolean mine, Ref ref, int sign) {
    if (mine && sign > 0) {
      refs.add(ref);
    } else if (mine) {
      refs.remove(ref);
    }
  }
}
