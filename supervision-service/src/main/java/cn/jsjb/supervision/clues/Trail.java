package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.ContactOutcome;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.event.Place;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.Ids;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ticket as the rules remember it while it is open and a little longer; folded from its facts in their order. Holds no words and no person. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
final class Trail {
  /** Hash of the last fact, so that the law can be asked about the next record. */
  public String head;
  public long sequence;
  /** The fold broke: facts go on being facts, the rules do not see them. */
  public boolean broken;
  /** When the last fact happened. */
  public Instant lastAt;
  public LifeCycle life = LifeCycle.NONE;
  public RequestType type;
  public String category;
  public String problem;
  public String locality;
  public String spot;
  /** Keyed hash of the claimant's number, or null. */
  public String caller;
  public String enterprise;
  public boolean confidential;
  public Ref received;
  /** 同一事项: the same caller, category and spot (rule I2), or what a person linked it to. */
  public String matter;
  /** Dispatches of this round. */
  public List<Ref> dispatches = new ArrayList<>();
  public int hop;
  /** Everybody who may have seen it: holders, those who got a copy, a part, a whistle. */
  public Set<String> path = new LinkedHashSet<>();
  public Map<Integer, Ref> objections = new LinkedHashMap<>();
  public List<Ref> rejected = new ArrayList<>();
  /** Why it is late, or will be, has been said in this round. */
  public boolean excused;
  public Set<Integer> excusedParts = new LinkedHashSet<>();
  /** What was promised, by kind and number. */
  public Map<String, Ref> promises = new LinkedHashMap<>();
  /** The last time the unit says it reached the claimant in this round. */
  public Ref contact;
  /** The unit reported "resolved" in this round. */
  public Ref resolved;
  /** The callback before the last one, and whether it found the claimant dissatisfied. */
  public Ref answeredBefore;
  public boolean dissatisfiedBefore;
  public Ref answered;
  public boolean dissatisfied;
  /** 剔除, approved, by number and with the unit that wanted it. */
  public Map<Integer, Ref> exclusions = new LinkedHashMap<>();
  /** How it counts in the tally of its unit in the present period; null when it does not. */
  public Counted counted;
  public int carousel;
  public boolean longTail;

  /** @param tenths 10 satisfied, 9 basically, 0 dissatisfied */
  record Counted(String period, String unit, boolean resolved, int tenths, Ref ref) {}

  String unit() { return life.unit(); }

  boolean open() { return life.stage() != null && life.stage().isOpen(); }

  void after(Fact fact) {
    int before = life.round();
    life = life.after(fact.event());
    if (life.stage() == null || received == null && !(fact.event() instanceof IntakeEvent.RequestReceived)) {
      throw new IllegalStateException("a story that does not begin with a request");
    }
    lastAt = fact.at();
    switch (fact.event()) {
      case IntakeEvent e -> after(e, fact);
      case DispatchEvent e -> after(e, fact);
      case SupervisionEvent e -> after(e, fact, before);
    }
  }

  private void after(IntakeEvent event, Fact fact) {
    switch (event) {
      case IntakeEvent.RequestReceived e -> {
        received = Ref.of(fact);
        type = e.requestType();
        category = e.category();
        enterprise = e.reportedParty();
        caller = e.claimant() == null ? null : e.claimant().phoneHash();
        confidential = e.claimant() != null && e.claimant().confidential();
        at(e.place());
      }
      case IntakeEvent.TicketRegistered e -> classified(fact.streamId(), e.requestType(), e.classification(), e.location());
      case IntakeEvent.TicketReclassified e -> classified(fact.streamId(), e.requestType(), e.classification(), e.location());
      case IntakeEvent.ConfidentialityRequested e -> confidential = true;
      case IntakeEvent.EmergencyRiskReported e -> path.addAll(e.toUnits());
      case IntakeEvent.GroupAnswered e -> path.add(e.unit());
      default -> { }
    }
  }

  private void classified(String id, RequestType asked, IntakeEvent.Classification c, IntakeEvent.Location l) {
    type = asked == null ? type : asked;
    category = c == null ? category : c.category();
    problem = c == null ? problem : c.problemId();
    at(l == null ? null : l.place());
    matter = caller == null || category == null || spot == null ? matterOf(id) : Ids.named("matter", caller, category, spot).toString();
  }

  /** The matter of one ticket alone. */
  static String matterOf(String complaint) { return Ids.named("matter", complaint).toString(); }

  /** The finest that is known: community, address, locality (rule I2; distances are not measured). */
  private void at(Place place) {
    if (place == null) {
      return;
    }
    locality = place.localityCode() == null ? locality : place.localityCode();
    spot = place.communityCode() != null ? place.communityCode() : place.address() != null ? locality + " " + place.address().strip() : spot != null ? spot : locality;
  }

  private void after(DispatchEvent event, Fact fact) {
    switch (event) {
      case DispatchEvent.TicketDispatched e -> {
        if (e.hop() == 1) {
          dispatches.clear();
          rejected.clear();
          objections.clear();
          carousel = 0;
        }
        dispatches.add(Ref.of(fact, e.unit()));
        hop = e.hop();
        path.add(e.unit());
        path.addAll(e.copyTo());
        startOver();
      }
      case DispatchEvent.DispatchObjected e -> objections.put(e.number(), Ref.of(fact, e.unit()));
      case DispatchEvent.ObjectionRejected e -> {
        if (objections.containsKey(e.number())) {
          rejected.add(Ref.of(fact, objections.get(e.number()).unit()));
        }
      }
      case DispatchEvent.ClaimantContacted e -> contact = e.outcome() == ContactOutcome.REACHED ? Ref.of(fact, e.unit()) : contact;
      case DispatchEvent.ResultReportedToHotline e -> resolved = e.outcome() == Outcome.RESOLVED ? Ref.of(fact, e.unit()) : null;
      case DispatchEvent.CoHandlingRequested e -> path.add(e.unit());
      case DispatchEvent.DualDispatched e -> path.add(e.community());
      case DispatchEvent.SubDispatched e -> path.add(e.to());
      case DispatchEvent.ConsultationOpened e -> path.addAll(e.participants());
      case DispatchEvent.ConsultationConcluded e -> {
        path.addAll(e.participants());
        e.divisions().forEach(d -> path.add(d.unit()));
      }
      case DispatchEvent.WhistleBlown e -> path.addAll(e.departments());
      case DispatchEvent.CrossDistrictWhistleProposed e -> {
        path.addAll(e.localities());
        path.addAll(e.districts());
      }
      case DispatchEvent.CrossDistrictWhistleBlown e -> path.addAll(e.departments());
      case DispatchEvent.EscalationRequested e -> {
        path.add(e.to());
        excused = true;
      }
      case DispatchEvent.TimeLimitExtended e -> excused = true;
      case DispatchEvent.ClaimantAsked e -> excused = true;
      case DispatchEvent.CoHandlingStageReported e -> excusedParts.add(e.number());
      case DispatchEvent.PartStageReported e -> excusedParts.add(e.number());
      case DispatchEvent.SpecialCaseStageReported e -> excused = true;
      case DispatchEvent.DeferralRequested e -> {
        excused = true;
        promises.put("deferral/" + e.number(), Ref.of(fact, e.unit()));
      }
      case DispatchEvent.CommitmentIssued e -> promises.put("commitment/" + e.number(), Ref.of(fact, e.issuer()));
      case DispatchEvent.TolerantHandlingStarted e -> promises.put("tolerance/" + e.number(), Ref.of(fact, e.unit()));
      default -> { }
    }
  }

  private void after(SupervisionEvent event, Fact fact, int roundBefore) {
    switch (event) {
      case SupervisionEvent.CallbackCompleted e -> {
        answeredBefore = answered;
        dissatisfiedBefore = dissatisfied;
        answered = Ref.of(fact, unit());
        dissatisfied = e.satisfaction() == Satisfaction.DISSATISFIED;
      }
      case SupervisionEvent.ReworkOrdered e -> startOver();
      case SupervisionEvent.SupervisionOrdered e when e.round() > roundBefore -> startOver();
      case SupervisionEvent.TicketExcluded e when e.proposedBy() != null -> exclusions.put(e.number(), Ref.of(fact, e.proposedBy()));
      default -> { }
    }
  }

  /** Other hands or another round: what the unit says from now on is about this one. */
  private void startOver() {
    resolved = null;
    contact = null;
    excused = false;
  }

  boolean deferred() { return life.stage() == Stage.DEFERRED; }
}
