package cn.jsjb.intake;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.Place;
import cn.jsjb.event.SealedBox;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the specifications of this service begin with. */
public final class Stories {
  public static final String LUGU = "110107011";
  private static final Instant NOW = Story.at("2026-05-06T11:22+08:00");

  private Stories() {}

  public static Story<Complaint> story() { return Story.of(Complaint::evolve); }

  public static IntakeEvent.RequestReceived received(RequestType type, String content, Disposition disposition) {
    return new IntakeEvent.RequestReceived("RX260506-000000001", "PHONE", "m-1", type, null, content, Place.UNKNOWN, NOW, null, "某公司", List.of(),
        new IntakeEvent.Claimant(false, false, new SealedBox("A256GCM", "k1", "n", "c"), "caller", "lf"), disposition);
  }

  public static IntakeEvent.TicketRegistered registered(RequestType type, Grade grade, boolean atDesk) {
    return new IntakeEvent.TicketRegistered(type, new IntakeEvent.Classification("030201", null, grade, 0.9, List.of(), "v"),
        new IntakeEvent.Location(new Place("鲁谷街道六合园", "110107", LUGU, null, null, null), 0.9, List.of(), "v"), atDesk);
  }

  public static DispatchEvent.TicketDispatched dispatched() {
    return new DispatchEvent.TicketDispatched(1, 1, LUGU, DispatchEvent.Mode.DIRECT, List.of("110107"), "DC", Map.of(), Grade.GENERAL_7D, NOW, NOW, NOW.plusSeconds(604_800), null);
  }

  public static DispatchEvent.AssignmentSigned signed() { return new DispatchEvent.AssignmentSigned(LUGU, "张三"); }

  /** Filed and about to be dispatched. */
  public static Story<Complaint> filed(RequestType type, Grade grade) { return story().given(received(type, "路灯不亮", null), registered(type, grade, false)); }
}
