package cn.jsjb.dispatch.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.log.Follower;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told of what the hotline's desk does. */
class FeedTest {
  @Test void a_risk_is_told_to_the_units_it_names_whoever_has_the_ticket() {
    assertEquals(Set.of("110107", "110000D13"), Feed.units(told(new IntakeEvent.EmergencyRiskReported("百余人聚集", List.of("110107", "110000D13")))));
    assertEquals(Set.of(), Feed.units(told(new IntakeEvent.TicketReleased("x"))));
  }

  @Test void what_the_hotline_holds_against_a_caller_is_told_to_nobody() {
    assertFalse(Feed.tells("intake.AbuseWarned"));
    assertFalse(Feed.tells("intake.AbuseRestricted"));
    assertFalse(Feed.tells("intake.SensitiveDataViewed"));
    assertFalse(Feed.tells("supervision.SensitiveDataViewed"));
    assertTrue(Feed.tells("intake.EmergencyRiskReported"));
  }

  private static Follower.Told<cn.jsjb.dispatch.Ticket> told(ComplaintEvent event) {
    return new Follower.Told<>(new Fact("c", "e", EventTypes.nameOf(event), 1, Instant.EPOCH, "test", "", "h", 0, 0, event), null, null);
  }
}
