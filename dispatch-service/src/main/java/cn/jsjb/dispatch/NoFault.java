package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** 无错优先: what was separated, tolerated and committed. All of it outlives the ticket. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NoFault(Separation separation, List<Tolerance> tolerances, List<Commitment> commitments) {
  static final NoFault NONE = new NoFault(null, null, null);

  public NoFault {
    tolerances = tolerances == null ? List.of() : tolerances;
    commitments = commitments == null ? List.of() : commitments;
  }

  /**
   * The two tracks. Nothing here lets the one look at the other.
   *
   * @param waiting the innocent who have not been served yet; empty when the citizen track is done
   * @param barred who is at fault or an unlawful object
   */
  public record Separation(List<String> innocent, List<String> waiting, List<String> barred, List<Track> tracks) {}

  /** A liability track. */
  public record Track(int number, String wrongdoer, String unit, boolean concluded) {}

  public record Tolerance(int number, List<Item> items) {}

  /** Something that is owed until a day, by a missing item or an obligation. @param failed whether the lateness is a fact */
  public record Item(int number, String what, String owner, Instant dueAt, Instant doneAt, boolean failed) {
    @JsonIgnore public boolean isOpen() { return doneAt == null; }
  }

  public record Commitment(int number, String issuer, int covered, List<Item> obligations) {}

  static NoFault evolve(NoFault state, ComplaintEvent event, Instant at) {
    NoFault s = state == null ? NONE : state;
    NoFault next = switch (event) {
      case DispatchEvent.LiabilitySeparated e -> new NoFault(new Separation(e.innocent(), e.innocent(), concat(e.atFault(), e.unlawful()),
          e.tracks().stream().map(t -> new Track(t.number(), t.wrongdoer(), t.unit(), false)).toList()), s.tolerances, s.commitments);
      case DispatchEvent.CitizensServed e when s.separation != null -> s.separated(new Separation(s.separation.innocent, s.separation.waiting.stream().filter(w -> !e.served().contains(w)).toList(),
          s.separation.barred, s.separation.tracks));
      case DispatchEvent.LiabilityPursued e when s.separation != null -> s.separated(new Separation(s.separation.innocent, s.separation.waiting, s.separation.barred,
          s.separation.tracks.stream().map(t -> t.number == e.track() ? new Track(t.number, t.wrongdoer, t.unit, t.concluded || e.concluded()) : t).toList()));
      case DispatchEvent.TolerantHandlingStarted e -> new NoFault(s.separation, and(s.tolerances, new Tolerance(e.number(),
          numbered(e.items().stream().map(i -> new Item(0, i.what(), i.owner(), i.dueAt(), null, false)).toList()))), s.commitments);
      case DispatchEvent.MissingItemSupplied e -> s.tolerance(e.number(), e.item(), i -> new Item(i.number, i.what, i.owner, i.dueAt, at, i.failed));
      case DispatchEvent.TolerantHandlingFailed e -> s.tolerance(e.number(), e.item(), i -> new Item(i.number, i.what, i.owner, i.dueAt, i.doneAt, true));
      case DispatchEvent.CommitmentIssued e -> new NoFault(s.separation, s.tolerances, and(s.commitments, new Commitment(e.number(), e.issuer(), e.covered().size(),
          numbered(e.obligations().stream().map(o -> new Item(0, o.what(), e.issuer(), o.dueAt(), null, false)).toList()))));
      case DispatchEvent.CommitmentObligationFulfilled e -> s.commitment(e.number(), e.obligation(), o -> new Item(o.number, o.what, o.owner, o.dueAt, at, o.failed));
      case DispatchEvent.CommitmentBreached e -> s.commitment(e.number(), e.obligation(), o -> new Item(o.number, o.what, o.owner, o.dueAt, o.doneAt, true));
      default -> s;
    };
    return next == NONE ? null : next;
  }

  /** Who pursues a liability and who has committed itself see the ticket. */
  void units(Set<String> units) {
    if (separation != null) {
      separation.tracks.forEach(t -> units.add(t.unit));
    }
    commitments.forEach(c -> units.add(c.issuer));
  }

  private NoFault separated(Separation next) { return new NoFault(next, tolerances, commitments); }

  private NoFault tolerance(int number, int item, UnaryOperator<Item> change) {
    return new NoFault(separation, tolerances.stream().map(t -> t.number == number ? new Tolerance(number, change(t.items, item, change)) : t).toList(), commitments);
  }

  private NoFault commitment(int number, int obligation, UnaryOperator<Item> change) {
    return new NoFault(separation, tolerances, commitments.stream().map(c -> c.number == number ? new Commitment(number, c.issuer, c.covered, change(c.obligations, obligation, change)) : c).toList());
  }

  private static List<Item> change(List<Item> items, int number, UnaryOperator<Item> change) { return items.stream().map(i -> i.number == number ? change.apply(i) : i).toList(); }

  private static List<Item> numbered(List<Item> items) {
    List<Item> numbered = new ArrayList<>();
    items.forEach(i -> numbered.add(new Item(numbered.size() + 1, i.what, i.owner, i.dueAt, null, false)));
    return List.copyOf(numbered);
  }

  private static <T> List<T> and(List<T> list, T one) { return concat(list, List.of(one)); }

  private static <T> List<T> concat(List<T> one, List<T> other) {
    List<T> longer = new ArrayList<>(one);
    longer.addAll(other);
    return List.copyOf(longer);
  }
}
