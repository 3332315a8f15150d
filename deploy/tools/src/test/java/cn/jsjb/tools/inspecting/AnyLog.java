package cn.jsjb.tools.inspecting;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Place;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Records as the services write them under load, by a seed: chains that grow side by side, races in which two writers name the same
 * head, retries, a service that writes what is another's, a record under a strange key. In the order of the log.
 */
final class AnyLog {
  static final Instant BEGAN = Instant.parse("2026-05-06T03:22:00.000Z");

  final List<Envelope> records = new ArrayList<>();
  long facts;
  long lost;
  long foreign;
  private final Random random;

  private AnyLog(long seed) { this.random = new Random(seed); }

  static AnyLog of(long seed, int complaints, int steps) {
    AnyLog log = new AnyLog(seed);
    List<Envelope> heads = new ArrayList<>();
    for (int i = 0; i < complaints; i++) {
      String id = new UUID(log.random.nextLong(), log.random.nextLong()).toString();
      heads.add(log.fact(envelope(log.id(), id, received(id), i, 1, Chain.genesis(id))));
    }
    for (int step = 0; step < steps; step++) {
      int which = log.random.nextInt(heads.size());
      Envelope head = heads.get(which);
      Envelope next = log.after(head, step);
      switch (log.random.nextInt(10)) {
        case 0 -> { // A lost race: another writer names the same head and comes second.
          heads.set(which, log.fact(next));
          log.records.add(log.after(head, step + 1));
          log.lost++;
        }
        case 1 -> { // A retry of the very record.
          heads.set(which, log.fact(next));
          log.records.add(next);
          log.lost++;
        }
        case 2 -> { // Not the type's own service.
          log.records.add(new Envelope(next.id(), "/analytics-service", next.type(), next.subject(), next.time(), 1, next.sequence(), next.actor(), "", next.previous(), next.data()));
          log.foreign++;
        }
        default -> heads.set(which, log.fact(next));
      }
    }
    return log;
  }

  private Envelope fact(Envelope envelope) {
    records.add(envelope);
    facts++;
    return envelope;
  }

  private Envelope after(Envelope head, int step) {
    ComplaintEvent event = switch (random.nextInt(4)) {
      case 0 -> new IntakeEvent.RequestUrged("第%d次催办，𠮷野家门口".formatted(step));
      case 1 -> new DispatchEvent.AssignmentSigned("110107011", "张丽");
      case 2 -> new DispatchEvent.ResultRepliedToClaimant("110107011", "已清理", "PHONE");
      default -> new SupervisionEvent.TicketReopened("未解决");
    };
    return envelope(id(), head.subject(), event, step, head.sequence() + 1, head.hash());
  }

  private String id() { return new UUID(random.nextLong(), random.nextLong()).toString(); }

  static Envelope envelope(String eventId, String stream, ComplaintEvent event, int second, long sequence, String previous) {
    return EventLog.envelope(stream, eventId, event, BEGAN.plusSeconds(second), sequence, "test", "", previous);
  }

  static ComplaintEvent received(String id) {
    return new IntakeEvent.RequestReceived("RX260506-" + id.substring(0, 8), "WECHAT", id, RequestType.COMPLAINT, "小区门口游商占道", null, Place.UNKNOWN, BEGAN, null, null,
        List.of(), IntakeEvent.Claimant.UNKNOWN);
  }
}
