package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What seldom happens: each mechanism that a ticket may meet beside the main job, at a small share (assumptions; nobody publishes them). A
 * ticket meets one of them at most, after the first contact; then its unit answers as ever.
 */
final class Rare extends Actor {
  /** A mechanism. {@code begins} says whether this ticket may meet it and sets it going; the unit answers when it says so. */
  interface Mechanism {
    boolean begins(Life l);

    /** Something happened to a ticket. */
    default void after(Life l, ComplaintEvent event) {}
  }

  private record Share(double share, Mechanism mechanism) {}

  private final List<Share> shares;
  private final List<Mechanism> mechanisms;
  private final RareOversight oversight;
  private final RareWaiting waiting;

  Rare(Actors cast) {
    super(cast);
    RareParts parts = new RareParts(this);
    this.waiting = new RareWaiting(this);
    RareServing serving = new RareServing(this);
    RareEvidence evidence = new RareEvidence(this);
    RareWhistles whistles = new RareWhistles(this);
    this.shares = List.of(new Share(0.014, parts::coHandling), new Share(0.010, parts::dual), new Share(0.030, parts::subDispatch), new Share(0.006, parts::onSite),
        new Share(0.014, waiting::ask), new Share(0.018, waiting::defer), new Share(0.008, serving::separate), new Share(0.006, serving::specialCase),
        new Share(0.016, evidence::appointment), new Share(0.008, evidence::mediation), new Share(0.006, evidence::deliberation), new Share(0.008, evidence::enforcement),
        new Share(0.006, evidence::escalation), new Share(0.014, whistles::crossDistrict));
    this.mechanisms = List.of(parts, waiting, serving, whistles);
    this.oversight = new RareOversight(this);
  }

  /** Whether the ticket meets one of them; then the unit answers when that is over. */
  boolean takes(Life l) {
    double point = l.chance.unit();
    for (Share one : shares) {
      point -= one.share;
      if (point < 0) {
        return one.mechanism.begins(l);
      }
    }
    return false;
  }

  boolean defers(Life l) { return waiting.defer(l); }

  void after(Life l, ComplaintEvent event) {
    mechanisms.forEach(m -> m.after(l, event));
    oversight.after(l, event);
  }

  // What the mechanisms share.

  /** People look before they act: what is not possible any more is left undone. True when it became a fact. */
  boolean attempt(Life l, String actor, Supplier<Decision> decision) { return !l.isOver() && decision.get() instanceof Decision.Accepted yes && sim.command(l, actor, yes); }

  /** At a share of what is left of the limit from now, if the unit still has it. */
  void at(Life l, double shareOfWhatIsLeft, Runnable act) { sim.ifStillInHand(l, moment(l, shareOfWhatIsLeft), act); }

  Instant moment(Life l, double shareOfWhatIsLeft) {
    Assignment a = l.assignment();
    Duration left = Duration.between(sim.now(), a.dueAt());
    return sim.now().plus(left.isNegative() ? Duration.ofMinutes(20) : Duration.ofMillis((long) (left.toMillis() * shareOfWhatIsLeft))).plusSeconds(45);
  }

  Instant inDays(Life l, double least, double most) { return sim.now().plus(Duration.ofMinutes((long) (l.chance.between(least, most) * 1_440))); }

  boolean isLocality(Life l) { return rules.units().require(l.unit()).kind() == Unit.Kind.LOCALITY; }

  String district(Life l) { return rules.units().require(l.unit()).districtCode(); }

  /** Of the district of whoever has it, else of the city; not that unit itself. */
  Optional<String> department(Life l, String role) {
    return (district(l) == null ? rules.units().cityUnit(role).map(Unit::code) : department(district(l), role)).filter(code -> !code.equals(l.unit()));
  }

  String leader(Life l) { return "leader:" + people.of("110000", l.chance); }

  WhistleGround ground(Life l, int whistle) { return l.handling().openWhistle(whistle).ground(); }

  /** From here on the unit goes on as with any other ticket. */
  void goOn(Life l) {
    if (l.isInHand()) {
      cast.responders.answer(l, Duration.ofMinutes(10));
    }
  }
}
