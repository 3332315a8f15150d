package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.tolerating.NoFaultFirst;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import cn.jsjb.log.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 无错优先: the innocent are served, the wrongdoer is pursued, and neither waits for the other. */
class NoFaultTest {
  private static final List<String> INNOCENT = IntStream.rangeClosed(1, 276).mapToObj(i -> "户" + i).toList();
  private static final List<LiabilityTrack> TRACKS = List.of(new LiabilityTrack(1, "某开发公司", "擅自改变规划", URBAN_ENFORCEMENT));

  private static Story<Ticket> handling() { return pending().given(dispatchedTo(LUGU), signed(), contacted()); }

  private static NoFaultFirst.Separate separate(List<String> innocent, List<String> atFault, List<String> unlawful) { return new NoFaultFirst.Separate(LUGU, "不能办证", innocent, atFault, unlawful, TRACKS); }

  private static Story<Ticket> separated() {
    Story<Ticket> story = handling();
    story.when((t, now) -> NoFaultFirst.decide(t, separate(INNOCENT, List.of("欠缴户"), List.of("违建")), RULES)).accepted(LiabilitySeparated.class);
    return story;
  }

  private static NoFaultFirst.Commit commit(String issuer, List<String> covered, Instant due) { return new NoFaultFirst.Commit(issuer, List.of(new Obligation("恢复原状", due)), covered, null, List.of("承诺书")); }

  private static final Instant LATER = Story.at("2026-12-31T18:00+08:00");

  @Test void liability_is_separated_once_and_nobody_stands_on_two_lists() {
    handling().when((t, now) -> NoFaultFirst.decide(t, separate(List.of("甲"), List.of(), List.of("甲")), RULES)).refused(Reason.TWO_ELIGIBILITIES)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Separate(LUGU, "x", List.of("甲"), List.of(), List.of(), List.of(new LiabilityTrack(1, "x", "x", "nobody"))), RULES)).refused(Reason.UNKNOWN_UNIT)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Separate(BAJIAO, "x", List.of("甲"), List.of(), List.of(), TRACKS), RULES)).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    separated().when((t, now) -> NoFaultFirst.decide(t, separate(List.of("甲"), List.of(), List.of()), RULES)).refused(Reason.SEPARATED_ALREADY);
    assertTrue(separated().state().others().contains(URBAN_ENFORCEMENT), "who pursues the wrongdoer sees the ticket");
  }

  @Test void only_the_innocent_go_through() {
    Story<Ticket> story = separated();
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Serve(LUGU, List.of("户1", "违建"), null))).refused(Reason.NOT_INNOCENT)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Serve(BAJIAO, List.of("户1"), null))).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Serve(LUGU, INNOCENT, "已发证"))).accepted(CitizensServed.class);
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Serve(LUGU, List.of("户1"), null))).refused(Reason.ALREADY_TOLD);
    assertTrue(story.state().lasting().noFault().separation().waiting().isEmpty());
    assertFalse(story.state().lasting().noFault().separation().tracks().getFirst().concluded(), "the citizens are served, the wrongdoer is not let off");
    handling().when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Serve(LUGU, List.of("户1"), null))).refused(Reason.SEPARATE_FIRST);
  }

  @Test void the_wrongdoer_is_pursued_after_the_ticket_has_ended() {
    Story<Ticket> story = separated().given(replied(), reported(), new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED));
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Pursue(LUGU, 1, "x", true))).refused(Reason.NO_SUCH_TRACK)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Pursue(URBAN_ENFORCEMENT, 1, "立案", false))).accepted(LiabilityPursued.class);
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Pursue(URBAN_ENFORCEMENT, 1, "处罚到位", true))).accepted(LiabilityPursued.class);
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Pursue(URBAN_ENFORCEMENT, 1, "x", true))).refused(Reason.NO_SUCH_TRACK);
  }

  @Test void missing_items_have_owner_and_date_and_lateness_is_one_fact_each() {
    Story<Ticket> story = handling();
    MissingItem one = new MissingItem("规划核验", "某开发公司", Story.at("2026-05-08T10:00+08:00"), "失信"), two = new MissingItem("测绘报告", "某测绘院", Story.at("2026-05-09T10:00+08:00"), "另委托");
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Tolerate(LUGU, "x", List.of(new MissingItem("x", "x", now, "x"))), now)).refused(Reason.IN_THE_PAST)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Tolerate(LUGU, "首次登记", List.of(one, two)), now)).accepted(TolerantHandlingStarted.class);
    var policy = new NoFaultFirst.WhenMissingItemIsLateThenSaySo();
    assertEquals(one.dueAt(), policy.dueAt(story.state()));
    story.when(policy::decide).then(new TolerantHandlingFailed(1, 1, one.dueAt()));
    assertEquals(two.dueAt(), policy.dueAt(story.state()));
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Supply(LUGU, 1, 2, "已交"))).accepted(MissingItemSupplied.class);
    assertNull(policy.dueAt(story.state()));
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Supply(LUGU, 1, 1, "迟交"))).accepted(MissingItemSupplied.class);
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Supply(LUGU, 1, 1, "x"))).refused(Reason.NO_SUCH_ITEM);
  }

  @Test void a_commitment_is_a_governments_covers_the_innocent_only_and_outlives_the_ticket() {
    handling().when((t, now) -> NoFaultFirst.decide(t, commit(LUGU, List.of("户1"), LATER), RULES, now)).refused(Reason.SEPARATE_FIRST);
    Story<Ticket> story = separated();
    story.when((t, now) -> NoFaultFirst.decide(t, commit(WATER, INNOCENT, LATER), RULES, now)).refused(Reason.NOT_A_GOVERNMENT_BODY)
        .when((t, now) -> NoFaultFirst.decide(t, commit(LUGU, List.of("户1", "违建"), LATER), RULES, now)).refused(Reason.NOT_INNOCENT)
        .when((t, now) -> NoFaultFirst.decide(t, commit(LUGU, List.of("欠缴户"), LATER), RULES, now)).refused(Reason.NOT_INNOCENT)
        .when((t, now) -> NoFaultFirst.decide(t, commit(LUGU, INNOCENT, now), RULES, now)).refused(Reason.IN_THE_PAST);
    CommitmentIssued issued = story.when((t, now) -> NoFaultFirst.decide(t, commit(LUGU, INNOCENT, LATER), RULES, now)).accepted(CommitmentIssued.class);
    assertEquals(List.of("欠缴户", "违建"), issued.excluded());
    story.given(replied(), reported(), new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED));
    var policy = new NoFaultFirst.WhenCommitmentIsBrokenThenSaySo();
    assertEquals(LATER, policy.dueAt(story.state()));
    story.when(policy::decide).then(new CommitmentBreached(1, 1, LUGU, LATER));
    assertNull(policy.dueAt(story.state()), "once");
    story.when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Fulfil(BAJIAO, 1, 1, List.of("x")))).refused(Reason.NO_SUCH_ITEM)
        .when((t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Fulfil(LUGU, 1, 1, List.of("验收单")))).accepted(CommitmentObligationFulfilled.class);
  }

  /** Rule N5: what is covered is never unlawful, and no step of a citizen waits on an event of liability. */
  @Test void nobody_rides_along_and_no_citizen_waits_for_liability() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<String> innocent = new ArrayList<>(), atFault = new ArrayList<>(), unlawful = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        List.of(innocent, atFault, unlawful).get(random.nextInt(3)).add("户" + i);
      }
      if (innocent.isEmpty()) {
        continue;
      }
      // One ticket lives through liability events, its twin through none.
      Story<Ticket> story = handling(), twin = handling();
      Set<String> covered = new HashSet<>();
      LiabilitySeparated start = story.when((t, now) -> NoFaultFirst.decide(t, separate(innocent, atFault, unlawful), RULES)).accepted(LiabilitySeparated.class);
      twin.given(start);
      for (int step = 0; step < 30; step++) {
        List<String> some = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> "户" + random.nextInt(20)).distinct().toList();
        int kind = random.nextInt(6);
        java.util.function.BiFunction<Ticket, Instant, Decision> citizens = switch (kind) {
          case 0, 1 -> (t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Serve(LUGU, some, null));
          case 2 -> (t, now) -> NoFaultFirst.decide(t, commit(LUGU, some, now.plus(Duration.ofDays(30))), RULES, now);
          case 3 -> (t, now) -> NoFaultFirst.decide(t, new NoFaultFirst.Tolerate(LUGU, "x", List.of(new MissingItem("x", "x", now.plus(Duration.ofDays(3)), "x"))), now);
          case 4 -> (t, now) -> Reporting.decide(t, new Reporting.Reply(LUGU, "x", "PHONE"));
          default -> null;
        };
        if (citizens == null) {
          if (NoFaultFirst.decide(story.state(), new NoFaultFirst.Pursue(URBAN_ENFORCEMENT, 1, "x", random.nextBoolean())) instanceof Decision.Accepted a) {
            story.given(a.event());
          }
          continue;
        }
        Decision here = citizens.apply(story.state(), story.now());
        assertEquals(citizens.apply(twin.state(), twin.now()), here, "seed " + seed);
        if (here instanceof Decision.Accepted a) {
          story.given(a.event());
          twin.given(a.event());
          if (a.event() instanceof CommitmentIssued e) {
            covered.addAll(e.covered());
            assertTrue(e.excluded().containsAll(unlawful) && e.excluded().containsAll(atFault));
          }
        }
      }
      covered.retainAll(java.util.stream.Stream.concat(unlawful.stream(), atFault.stream()).toList());
      assertEquals(Set.of(), covered, "seed " + seed);
      List<Policy<Ticket>> policies = Wiring.policies(RULES);
      assertEquals(cn.jsjb.log.Reactor.earliest(policies, twin.state()), cn.jsjb.log.Reactor.earliest(policies, story.state()), "not even a clock of the citizens looks at liability");
    }
  }
}
