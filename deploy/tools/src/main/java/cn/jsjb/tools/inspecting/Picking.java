package cn.jsjb.tools.inspecting;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Subject;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * Which tickets, by what the whole log says of them: as GET /api/history asks, and by the same fold. First the log is read once to find
 * them; what is kept of each is a few words and eight bytes a record.
 */
final class Picking {
  /** What the choice depends on; everything else needs not be parsed. */
  private static final Set<String> TELLING = Set.of("intake.RequestReceived", "intake.TicketRegistered", "intake.TicketReclassified", "intake.DuplicateLinked", "intake.GroupJoined",
      "intake.GroupAnswered", "dispatch.TicketDispatched");

  @Option(names = "--unit", paramLabel = "CODE", description = {"曾为首接单位的工单。", "Tickets this unit was ever first responder of."})
  private String unit;

  @Option(names = "--district", paramLabel = "CODE", description = {"区，六位代码。", "A district, six digits."})
  private String district;

  @Option(names = "--locality", paramLabel = "CODE", description = {"街道、乡镇，九位代码。", "A street or town, nine digits."})
  private String locality;

  @Option(names = "--community", paramLabel = "CODE", description = {"社区、村，十二位代码。", "A community, twelve digits."})
  private String community;

  @Option(names = "--enterprise", paramLabel = "NAME", description = {"被反映对象名称中的文字。", "Part of the name of whom the request is about."})
  private String enterprise;

  @Option(names = "--problem", paramLabel = "ID", description = {"“每月一题”问题，如 MT2021-P07。", "One of the year's problems."})
  private String problem;

  @Option(names = "--from", paramLabel = "T", converter = Times.From.class, description = {"自此时起受理（含）。", "Received from this time on."})
  private Instant from;

  @Option(names = "--to", paramLabel = "T", converter = Times.From.class, description = {"至此时前受理（不含）。", "Received before this time."})
  private Instant to;

  private final Map<String, Found> found = new HashMap<>();

  /** A ticket on the way through the log. */
  static final class Found {
    final String id;
    final int partition;
    private String head;
    private Subject subject = Subject.NONE;
    private List<String> units = List.of();
    private long[] places = new long[12];
    private int n;
    private long linkedAt;

    Found(String id, int partition) {
      this.id = id;
      this.partition = partition;
    }

    /** Where its records are: offsets, or what a file finds them by; ascending. */
    long[] places() { return Arrays.copyOf(places, n); }
  }

  boolean isAnything() { return unit != null || district != null || locality != null || community != null || enterprise != null || problem != null || from != null || to != null; }

  /** The choice in words: the same words, the same choice. */
  String words() {
    List<String> words = new ArrayList<>();
    Object[] given = {"unit", unit, "district", district, "locality", locality, "community", community, "enterprise", enterprise, "problem", problem, "from", from, "to", to};
    for (int i = 0; i < given.length; i += 2) {
      if (given[i + 1] != null) {
        words.add(given[i] + "=" + given[i + 1]);
      }
    }
    return String.join(" ", words);
  }

  void take(RecordView record, long place) {
    String key = record.key();
    if (key == null) {
      return;
    }
    Found ticket = found.get(key);
    boolean isFact = Chain.judge(ticket == null ? null : ticket.head, record).isFact();
    if (ticket == null) {
      if (!isFact) {
        return; // Before the first fact of its stream it belongs to no stream, as for the service.
      }
      ticket = new Found(key, record.partition());
      found.put(key, ticket);
    }
    ticket.places = ticket.n == ticket.places.length ? Arrays.copyOf(ticket.places, 2 * ticket.n) : ticket.places;
    ticket.places[ticket.n++] = place;
    if (isFact) {
      ticket.head = Chain.hash(record);
      if (TELLING.contains(record.type())) {
        tell(ticket, record);
      }
    }
  }

  private static void tell(Found ticket, RecordView record) {
    try {
      ComplaintEvent event = (ComplaintEvent) EventTypes.read(record.type(), record.schemaVersion(), record.value());
      Subject.Linked before = ticket.subject.linked();
      ticket.subject = ticket.subject.after(event, Telling.at(record), record.id(), record.offset());
      String responder = Oversight.responderIn(event);
      if (responder != null && !ticket.units.contains(responder)) {
        ticket.units = new ArrayList<>(ticket.units);
        ticket.units.add(responder);
      }
      if (!Objects.equals(before, ticket.subject.linked())) {
        ticket.linkedAt = record.logTime();
      }
    } catch (RuntimeException unreadable) {
      // It stays where it is known to be; the replay itself says that the record cannot be read.
    }
  }

  /** Of one partition, in the order in which they begin. */
  List<Found> chosen(int partition) {
    return found.values().stream().filter(f -> f.partition == partition && fits(f)).sorted(Comparator.comparingLong((Found f) -> f.places[0])).toList();
  }

  /** All there are, in order. */
  List<Integer> partitions() { return found.values().stream().map(f -> f.partition).distinct().sorted().toList(); }

  long chosen() { return found.values().stream().filter(this::fits).count(); }

  private boolean fits(Found f) {
    Subject s = f.subject;
    return (unit == null || f.units.contains(unit)) && (district == null || district.equals(s.district())) && (locality == null || locality.equals(s.locality()))
        && (community == null || community.equals(s.community())) && (enterprise == null || s.party() != null && s.party().contains(enterprise))
        && (problem == null || problem.equals(s.problem())) && (from == null || s.receivedAt() != null && !s.receivedAt().isBefore(from))
        && (to == null || s.receivedAt() != null && s.receivedAt().isBefore(to));
  }

  /** The requests that were found to be about the same matter as another, by that other one. */
  Map<String, List<Repeat>> repeats(Instant asOf) {
    Map<String, List<Repeat>> repeats = new HashMap<>();
    found.values().stream().filter(f -> f.subject.linked() != null && f.subject.receivedAt() != null && (asOf == null || f.linkedAt <= asOf.toEpochMilli()))
        .sorted(Comparator.comparing((Found f) -> f.subject.receivedAt()).thenComparing(f -> f.id))
        .forEach(f -> repeats.computeIfAbsent(f.subject.master(), id -> new ArrayList<>())
            .add(new Repeat(f.id, f.subject.ticketNo(), f.units.isEmpty() ? null : f.units.getLast(), f.subject.receivedAt(), f.subject.linked().by())));
    return repeats;
  }
}
