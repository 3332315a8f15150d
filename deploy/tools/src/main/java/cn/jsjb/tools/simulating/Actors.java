package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Knowledge;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.dispatch.consulting.Consulting;
import cn.jsjb.dispatch.contacting.Contacting;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.extending.Extending;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.dispatch.whistling.Whistling;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.ContactMethod;
import cn.jsjb.event.DispatchEvent.ContactOutcome;
import cn.jsjb.event.DispatchEvent.ObjectionGround;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.AbuseKind;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.Target;
import cn.jsjb.event.Place;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.abusing.Abusing;
import cn.jsjb.intake.classifying.Reclassifying;
import cn.jsjb.intake.disposing.Disposing;
import cn.jsjb.intake.erasing.Erasing;
import cn.jsjb.intake.grouping.Grouping;
import cn.jsjb.intake.supplementing.Supplementing;
import cn.jsjb.supervision.Escalation;
import cn.jsjb.supervision.HalfDay;
import cn.jsjb.supervision.callbacks.CallingBack;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import cn.jsjb.supervision.reworking.Supervising;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the people do: claimants, operators, units, departments, the bureau, callback agents, supervisors. Each fact gives somebody
 * a reason to do something later; by then he looks again and does it only if it still makes sense.
 */
final class Actors {
  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double SUPPLEMENTS = 0.035, HIDES_LATER = 0.006, IS_ERASED = 0.006, IS_RECLASSIFIED = 0.01, PLACE_IS_FOUND = 0.4, IS_SUPERVISED_BY_HAND = 0.002,
      HANDS_DOWN = 0.6, FIRST_CALL_FAILS = 0.12, VISITS = 0.22, TELLS_HOTLINE_FIRST = 0.15, CALLED_BEFORE_DUE = 0.3, MISSING_COMES_LATE = 0.5, ACKNOWLEDGES = 0.92,
      RESOLVED_WITHOUT_ANSWER = 0.2, ANSWERS_AT_ONCE = 0.4, SETTLES_AT_DESK = 0.01, IS_A_RISK = 0.05;
  private static final String FOLLOWS = "policy:WhenGroupMovesThenMembersFollow";
  /** Nobody is called at night. */
  private static final LocalTime FIRST_CALL = LocalTime.of(8, 0), LAST_CALL = LocalTime.of(21, 0);
  /** How the play names fields of duty, where the directory of units says it otherwise. */
  private static final Map<String, String> ROLES = Map.ofEntries(Map.entry("URBAN_MANAGEMENT", "CITY_MANAGEMENT"), Map.entry("POLICE", "PUBLIC_SECURITY"),
      Map.entry("HUMAN_RESOURCES", "LABOUR"), Map.entry("ECOLOGY", "ENVIRONMENT"), Map.entry("WATER", "WATER_SUPPLY"), Map.entry("WATER_AFFAIRS", "WATER"),
      Map.entry("PARKS", "LANDSCAPE"), Map.entry("RURAL", "AGRICULTURE"), Map.entry("EMERGENCY_MANAGEMENT", "EMERGENCY"));

  private final Simulation sim;
  private final Catalogue rules;
  private final Texts texts;
  private final Delays delays;
  private final People people;
  private final CallbackTerms terms;

  Actors(Simulation sim, Catalogue rules, Texts texts, Delays delays, People people, CallbackTerms terms) {
    this.sim = sim;
    this.rules = rules;
    this.texts = texts;
    this.delays = delays;
    this.people = people;
    this.terms = terms;
  }

  /** Something happened to a ticket: who has what to do about it? */
  void after(Life l, ComplaintEvent event) {
    l.members.forEach(member -> follow(member, l));
    switch (event) {
      case IntakeEvent.RequestReceived e -> claimantGoesOn(l);
      case IntakeEvent.TicketRegistered e -> {
        operatorLooksAgain(l, e);
        deskDecides(l, e);
      }
      case IntakeEvent.GroupJoined e -> l.hands++;
      case IntakeEvent e -> { }
      case DispatchEvent.TicketDispatched e -> takeOver(l, e);
      case DispatchEvent.AssignmentSigned e -> objectOrContact(l);
      case DispatchEvent.DispatchObjected e -> decideObjection(l, e);
      case DispatchEvent.ObjectionRejected e -> contact(l);
      case DispatchEvent.ConsultationOpened e -> designate(l, e);
      case DispatchEvent.WhistleBlown e -> departmentsCome(l, e);
      case DispatchEvent.DepartmentReported e -> closeWhistle(l, e.whistle());
      case DispatchEvent.WhistleReportMissed e -> closeWhistle(l, e.whistle());
      case DispatchEvent.WhistleClosed e -> answer(l, Duration.ofMinutes(5));
      case DispatchEvent.TimeLimitExtended e -> answer(l, Duration.between(sim.now(), e.newDueAt()).multipliedBy(l.chance.between(30, 92)).dividedBy(100));
      case DispatchEvent.ResultRepliedToClaimant e -> callSoon(l);
      case DispatchEvent.ResultReportedToHotline e -> callSoon(l);
      case DispatchEvent e -> { }
      case SupervisionEvent.CallbackScheduled e -> callNow(l);
      case SupervisionEvent.CallbackAttempted e -> sim.ifStillInHand(l, inCallingHours(inAnotherHalfDay(sim.now().plus(delays.draw("/other/betweenCallbackAttempts", l.chance)))), () -> call(l, e.round()));
      case SupervisionEvent.SupervisionOrdered e -> startOver(l);
      case SupervisionEvent.TicketClosed e -> closed(l, e);
      case SupervisionEvent e -> { }
    }
  }

  // 诉求人 and the operators who speak for him.

  private void claimantGoesOn(Life l) {
    if (l.chance.happens(delays.share("withdrawn"))) {
      sim.later(l, sim.now().plus(delays.draw("/other/withdraw", l.chance)), () -> {
        if (l.stage().isOpen()) {
          sim.command(l, l.voice, Supplementing.withdraw(l.intake, sim.words(l, l.chance.oneOf(List.of("问题已自行解决", "双方已私下协商一致", "诉求人表示不再反映")))));
        }
      });
    }
    if (l.chance.happens(SUPPLEMENTS)) {
      sim.later(l, in(5, 2_880, l), () -> {
        if (l.stage().isOpen()) {
          sim.command(l, l.voice, Supplementing.supplement(l.intake, sim.words(l, l.telling.fill(l.chance.oneOf(List.of("补充：今天{time}又发生了一次，可以提供视频。", "补充：同楼还有{count}户有同样情况。",
              "补充：地点在{estate}{building}号楼{unit}单元门口。", "补充：已拍照，{date}的情况也在里面。")))), List.of()));
        }
      });
    }
    if (l.chance.happens(HIDES_LATER)) {
      sim.later(l, in(30, 4_000, l), () -> {
        if (!l.intake.ticket().confidential()) {
          sim.command(l, l.voice, Supplementing.hide(l.intake, "CLAIMANT"));
        }
      });
    }
    if (l.chance.happens(delays.share("urge"))) {
      sim.later(l, in(300, 9_000, l), () -> {
        if (l.stage().isOpen()) {
          sim.command(l, l.voice, Supplementing.urge(l.intake, sim.words(l, l.chance.oneOf(texts.list("/closings/angry")))));
        }
      });
    }
  }

  private void operatorLooksAgain(Life l, IntakeEvent.TicketRegistered e) {
    if (!e.doubts().isEmpty()) {
      // He asks the claimant where it is; some tickets nobody gets to in time.
      if (l.chance.happens(PLACE_IS_FOUND)) {
        Place found = e.doubts().contains(IntakeEvent.Doubt.PLACE) && l.spot.localityCode() != null ? new Place(null, l.spot.districtCode(), l.spot.localityCode(), null, null, null) : null;
        correct(l, new Reclassifying.Correct(null, null, null, null, found, true, "电话核实"));
      }
      return;
    }
    if (e.location().place().localityCode() == null && l.spot.localityCode() != null && l.chance.happens(PLACE_IS_FOUND)) {
      Place found = new Place(null, l.spot.districtCode(), l.spot.localityCode(), null, null, null);
      correct(l, new Reclassifying.Correct(null, null, null, null, found, "电话核实地点"));
    } else if (l.chance.happens(IS_RECLASSIFIED)) {
      Category filed = rules.categories().require(e.classification().category());
      List<Category> beside = rules.categories().all().stream().filter(c -> c.l2().equals(filed.l2()) && c != filed).toList();
      if (!beside.isEmpty()) {
        correct(l, new Reclassifying.Correct(null, l.chance.oneOf(beside).code(), null, null, null, "复核改分类"));
      }
    }
  }

  // 处置: what the hotline's desk decides itself.

  private void deskDecides(Life l, IntakeEvent.TicketRegistered e) {
    if (e.atDesk()) {
      sim.later(l, in(2, 50, l), () -> {
        if (l.stage() == Stage.REGISTERED) {
          sim.command(l, people.operator(l.chance), Disposing.release(l.intake, "已核实，派单"));
        }
      });
    } else if (e.classification().grade() == Grade.URGENT_2H) {
      if (l.chance.happens(IS_A_RISK)) {
        sim.later(l, in(1, 10, l), () -> {
          if (l.stage().isOpen()) {
            sim.command(l, people.operator(l.chance), Disposing.reportRisk(l.intake, "可能引发突发事件，提请立即处置", List.of(rules.units().cityUnit("EMERGENCY").orElseThrow().code())));
          }
        });
      }
    } else if (l.chance.happens(e.requestType() == RequestType.INQUIRY ? ANSWERS_AT_ONCE : SETTLES_AT_DESK)) {
      sim.later(l, in(1, 8, l), () -> {
        boolean urgent = l.intake instanceof Complaint.Registered r && r.classification().grade() == Grade.URGENT_2H;
        if (!urgent && (l.stage() == Stage.PENDING_DISPATCH || l.stage() == Stage.CONSULTING || l.stage() == Stage.DISPATCHED)) {
          settle(l, people.operator(l.chance));
        }
      });
    }
  }

  private void settle(Life l, String operator) {
    DeskRules.Rules desk = rules.desk().at(sim.now());
    Unit market = rules.units().cityUnit("MARKET").orElseThrow();
    if (l.intake.ticket().requestType() == RequestType.INQUIRY) {
      Knowledge.Hit hit = l.chance.oneOf(rules.knowledge().search(null, sim.now(), Integer.MAX_VALUE));
      sim.command(l, operator, Disposing.answer(l.intake, hit.version().answer(), hit.item().id(), hit.version().version()));
      return;
    }
    switch (l.chance.oneOf(List.of("divert", "decline", "refer", "warn"))) {
      case "divert" -> {
        Target target = l.chance.oneOf(List.of(Target.LITIGATION, Target.ARBITRATION, Target.PETITION, Target.RECONSIDERATION));
        sim.command(l, operator, Disposing.divert(l.intake, target, desk.advice(target.name())));
      }
      case "decline" -> sim.command(l, operator, Disposing.decline(l.id, l.intake, new Disposing.Decline(Ground.OUT_OF_SCOPE_ADVISED, desk.advice(Ground.OUT_OF_SCOPE_ADVISED.name()), null, null, false, false), desk, sim.now()));
      case "refer" -> {
        if (!market.name().equals(l.intake.ticket().reportedParty())) {
          sim.command(l, operator, Disposing.refer(l.intake, market.code(), market.name(), "请指导双方依法协商"));
        }
      }
      default -> warn(l, 0);
    }
  }

  // 集体诉求.

  /** @param isDropped whether the first one loses interest before anybody answers */
  void openGroup(List<Life> neighbours, boolean isDropped) {
    DeskRules.Rules desk = rules.desk().at(sim.now());
    List<Life> here = neighbours.stream().filter(l -> !l.isOver() && (l.stage() == Stage.PENDING_DISPATCH || l.stage() == Stage.CONSULTING || l.stage().isWithUnit())).toList();
    if (here.size() < desk.group().claimants()) {
      return;
    }
    Life leader = here.getFirst();
    List<Life> members = here.subList(1, here.size() - 1);
    String dispatcher = people.operator(leader.chance);
    if (!(Grouping.open(leader.id, leader.intake, new Grouping.Open("同一小区多名居民反映同一事项", members.stream().map(Actors::other).toList(), List.of(leader.id)), desk) instanceof Decision.Accepted opened)) {
      return;
    }
    sim.command(leader, dispatcher, opened);
    leader.members.addAll(members);
    if (Grouping.add(leader.intake, other(here.getLast()), desk) instanceof Decision.Accepted added) {
      sim.command(leader, dispatcher, added);
      leader.members.add(here.getLast());
    }
    leader.members.forEach(member -> sim.command(member, FOLLOWS, Grouping.join(member.id, member.intake, leader.id, leader.intake)));
    if (isDropped) {
      sim.later(leader, in(5, 30, leader), () -> {
        if (leader.stage().isOpen() && !Grouping.isAnswered(leader.intake)) {
          sim.command(leader, leader.voice, Supplementing.withdraw(leader.intake, sim.words(leader, "问题已自行解决")));
        }
      });
    }
  }

  private static Grouping.Other other(Life l) { return new Grouping.Other(l.id, l.intake); }

  /** The service's sweep: what the leader's last fact means for a member. */
  private void follow(Life member, Life leader) {
    if (!member.isOver() && !leader.isOver() && Grouping.settle(member.intake, leader.intake) instanceof Decision.Accepted settled) {
      sim.command(member, FOLLOWS, settled);
    }
  }

  /** One step after the other, and then for a time the desk looks first. */
  private void warn(Life l, int step) {
    if (l.intake.ticket().phoneHash() == null) {
      return;
    }
    AbuseStep[] steps = AbuseStep.values();
    String operator = people.operator(l.chance);
    if (step < steps.length) {
      sim.command(l, operator, Abusing.warn(l.intake, steps[step], AbuseKind.OCCUPYING_THE_LINE, "反复来电占用热线，有录音", step == 0 ? null : steps[step - 1]));
      sim.later(l, in(10, 600, l), () -> warn(l, step + 1));
    } else {
      DeskRules.Rules desk = rules.desk().at(sim.now());
      sim.command(l, operator, Abusing.restrict(l.intake, AbuseKind.OCCUPYING_THE_LINE, sim.now().plus(desk.longestRestriction().dividedBy(4)), "三次告诫后仍占用热线", AbuseStep.CONSEQUENCES_TOLD, desk, sim.now()));
    }
  }

  private void correct(Life l, Reclassifying.Correct correction) {
    sim.later(l, in(10, 600, l), () -> {
      if (l.stage().isOpen() && (!correction.confirmed() || l.stage() == Stage.REGISTERED)) {
        sim.command(l, people.operator(l.chance), Reclassifying.decide(l.intake, correction, rules));
      }
    });
  }

  // 派单: the bureau, the districts.

  private void takeOver(Life l, DispatchEvent.TicketDispatched e) {
    l.hands++;
    l.outcome = null;
    l.closingWhistle = false;
    Assignment a = l.assignment();
    switch (e.mode()) {
      case CONSULTATION -> sim.ifStillInHand(l, soonerOf(delays.draw("/consultation", l.chance), a, 0.5), () -> {
        if (l.stage() == Stage.CONSULTING && Dispatching.mustConsult(e.hop(), rules, sim.now())) {
          sim.command(l, convener(l, e.unit()), Consulting.decide(l.dispatch, new Consulting.Open(speaker(e.unit()), DispatchEvent.ConsultationKind.BEFORE_DISPATCH, "多次改派，明确承办单位",
              l.handling().duty().holders().stream().filter(u -> rules.units().isActive(u, sim.now())).toList(), null), rules, sim.now()));
        } else if (l.stage() == Stage.CONSULTING) {
          sim.command(l, bureau(l), Dispatching.decide(l.dispatch, new Dispatching.DispatchTo(elsewhere(l), "会商确定", null, false), rules, sim.now()));
        }
      });
      case DISTRICT -> {
        Optional<String> below = below(l, e.unit());
        if (below.isPresent() && l.chance.happens(HANDS_DOWN)) {
          sim.ifStillInHand(l, soonerOf(delays.draw(a.grade(), "sign", l.chance), a, 0.3), () -> {
            if (l.stage() == Stage.DISPATCHED) {
              sim.command(l, staff(l, e.unit()), Dispatching.decide(l.dispatch, new Dispatching.DispatchTo(below.get(), "区级转办", e.unit(), true), rules, sim.now()));
            }
          });
        } else {
          sign(l);
        }
      }
      case DIRECT, LIAISON, REGIONAL -> sign(l);
    }
    if (l.chance.happens(IS_SUPERVISED_BY_HAND)) {
      sim.ifStillInHand(l, share(a, l.chance.between(0.3, 0.8)), () -> {
        // What was never signed for cannot be handled under supervision either.
        if (l.isInHand() && l.assignment().signedAt() != null && l.stage() != Stage.SUPERVISED && l.assignment().round() == 1) {
          sim.command(l, "supervisor:" + people.of("110000D30", l.chance), Supervising.decide(l.supervision,
              new Supervising.OrderSupervision(l.id, "BY_HAND", "请主要负责同志阅处，限期办结。", null, unit -> true), rules.limits(), sim.now()));
        }
      });
    }
  }

  /** The consultation ends with one of those who had it, and that one keeps it. */
  private void designate(Life l, DispatchEvent.ConsultationOpened e) {
    sim.ifStillInHand(l, sim.now().plus(delays.draw("/consultation", l.chance)), () -> {
      if (l.stage() == Stage.CONSULTING) {
        sim.command(l, convener(l, l.unit()), Consulting.decide(l.dispatch, new Consulting.Conclude(speaker(l.unit()), e.number(), null, "各方确认权属，一致同意指定承办单位。",
            l.chance.oneOf(e.participants().stream().filter(u -> !u.equals(l.unit())).toList()), true, List.of()), rules, sim.now()));
      }
    });
  }

  private Consulting.Speaker speaker(String queue) {
    return rules.units().require(queue).kind() == Unit.Kind.DISTRICT ? new Consulting.Speaker(queue, true) : new Consulting.Speaker(null, false);
  }

  private String convener(Life l, String queue) { return rules.units().require(queue).kind() == Unit.Kind.DISTRICT ? staff(l, queue) : bureau(l); }

  /** Where the bureau or a person who was told "not mine" sends it: to the place, or to a department there. */
  private String elsewhere(Life l) {
    String now = l.unit();
    List<String> candidates = new ArrayList<>();
    if (l.spot.localityCode() != null) {
      candidates.add(l.spot.localityCode());
    }
    candidates.add(l.spot.districtCode());
    for (String role : List.of("URBAN_ENFORCEMENT", "HOUSING", "MARKET", "CITY_MANAGEMENT")) {
      department(l.spot.districtCode(), role).ifPresent(candidates::add);
    }
    candidates.remove(now);
    return l.chance.happens(0.6) ? candidates.getFirst() : l.chance.oneOf(candidates);
  }

  private Optional<String> below(Life l, String district) {
    if (l.spot.localityCode() != null && rules.units().isWithin(l.spot.localityCode(), district)) {
      return Optional.of(l.spot.localityCode());
    }
    List<Unit> localities = rules.units().localitiesOf(district);
    return localities.isEmpty() ? Optional.empty() : Optional.of(l.chance.oneOf(localities).code());
  }

  // 承办单位.

  private void sign(Life l) {
    Assignment a = l.assignment();
    sim.ifStillInHand(l, moment(l, a.at(), a.signBy(), "sign", "overdueSign", a), () -> {
      if (l.stage() == Stage.DISPATCHED && l.assignment().signedAt() == null) {
        sim.command(l, staff(l), Signing.decide(l.dispatch, new Signing.Sign(l.unit(), people.of(l.unit(), l.chance))));
      }
    });
  }

  private void objectOrContact(Life l) {
    Assignment a = l.assignment();
    Limits.Objection limits = rules.limits().at(a.at()).objection();
    Instant at = latest(sim.now().plus(Duration.ofMinutes(2)), a.at().plus(delays.draw("/other/objection", l.chance)));
    boolean objects = l.chance.happens(delays.share(a.hop() == 1 ? "objection" : "secondObjection")) && a.round() == 1 && !limits.notFor().contains(a.grade())
        && !at.isAfter(a.at().plus(limits.within())) && a.hop() < limits.consultationFromHop();
    if (!objects) {
      contact(l);
      return;
    }
    sim.ifStillInHand(l, at, () -> {
      if (l.stage().isWithUnit()) {
        boolean locality = rules.units().require(l.unit()).kind() == Unit.Kind.LOCALITY;
        sim.command(l, staff(l), Objecting.decide(l.dispatch, new Objecting.ObjectTo(l.unit(),
            locality ? l.chance.happens(0.6) ? ObjectionGround.NOT_MY_AREA : ObjectionGround.NOT_MY_DUTY : ObjectionGround.NOT_MY_DUTY,
            "《北京市接诉即办工作条例》第十二条及本单位三定方案", elsewhere(l), l.telling.fill("经核实，该事项不属于我单位管辖，{date}已现场核对。")), rules, sim.now()));
      }
    });
  }

  private void decideObjection(Life l, DispatchEvent.DispatchObjected e) {
    boolean upheld = l.chance.happens(delays.share("objectionUpheld"));
    sim.ifStillInHand(l, sim.now().plus(delays.draw("/other/objectionDecision", l.chance)), () -> {
      if (l.handling() != null && l.stage().isOpen()) {
        sim.command(l, bureau(l), Objecting.decide(l.dispatch, new Objecting.Decide(e.number(), upheld, upheld ? e.suggestedUnit() : null,
            upheld ? "异议成立，依据充分。" : "异议不成立，仍由首接单位负责到底。", null), rules, sim.now()));
      }
    });
  }

  private void contact(Life l) {
    Assignment a = l.assignment();
    Instant at = latest(sim.now().plus(Duration.ofMinutes(1)), moment(l, a.at(), a.contactBy(), "contact", "overdueContact", a));
    if (l.chance.happens(FIRST_CALL_FAILS) && at.isBefore(a.contactBy())) {
      sim.ifStillInHand(l, at, () -> contact(l, false));
      at = at.plus(soonest(Duration.ofMinutes(l.chance.between(15, 180)), Duration.between(at, a.contactBy()).dividedBy(2)));
    }
    sim.ifStillInHand(l, at, () -> contact(l, true));
  }

  private void contact(Life l, boolean reached) {
    if (!mayContact(l)) {
      return;
    }
    boolean known = l.hasPhone() && !l.intake.ticket().hidesClaimant();
    String actor = staff(l);
    if (known) {
      sim.command(l, actor, Erasing.show(l.intake, l.unit(), List.of("name", "phone"), "联系诉求人"));
    }
    ContactMethod how = known ? ContactMethod.PHONE : l.chance.happens(0.5) ? ContactMethod.ONLINE : ContactMethod.VISIT;
    boolean done = sim.command(l, actor, Contacting.decide(l.dispatch, new Contacting.Contact(l.unit(), how, reached ? ContactOutcome.REACHED : ContactOutcome.NOT_REACHED,
        reached && how == ContactMethod.VISIT, reached ? l.telling.fill(l.chance.oneOf(texts.list("/contacts"))) : "电话无人接听，稍后再拨。")));
    if (done && reached) {
      handle(l);
    }
  }

  /** Once both are told and the hotline calls, the unit keeps still. */
  private static boolean mayContact(Life l) {
    return l.isInHand() && l.assignment().signedAt() != null && (l.stage().isWithUnit() || !l.supervision.life().claimantTold() || !l.supervision.life().hotlineTold());
  }

  private void handle(Life l) {
    Assignment a = l.assignment();
    boolean first = l.supervision.escalation() == Escalation.FIRST_HANDLING && l.stage() != Stage.SUPERVISED && l.stage().isWithUnit();
    if (first && rules.units().require(l.unit()).kind() == Unit.Kind.LOCALITY && l.chance.happens(delays.share("whistle", a.grade()))) {
      sim.ifStillInHand(l, soonerOf(delays.draw("/other/claimantContactToFieldVisit/" + timed(a.grade()), l.chance), a, 0.3), () -> blow(l));
    } else if (first && !rules.limits().at(a.at()).extension().notFor().contains(a.grade()) && l.chance.happens(delays.share("extension", a.grade()))) {
      sim.ifStillInHand(l, latest(sim.now().plus(Duration.ofMinutes(30)), share(a, l.chance.between(0.5, 0.9))), () -> extend(l));
    } else if (first && l.chance.happens(VISITS)) {
      sim.ifStillInHand(l, soonerOf(delays.draw("/other/claimantContactToFieldVisit/" + timed(a.grade()), l.chance), a, 0.5), () -> {
        if (mayContact(l)) {
          sim.command(l, staff(l), Contacting.decide(l.dispatch, new Contacting.Contact(l.unit(), ContactMethod.VISIT, ContactOutcome.REACHED, true,
              l.telling.fill("{time}到{estate}现场查看，与诉求人见面。"))));
        }
      });
      answer(l, Duration.ZERO);
    } else {
      answer(l, Duration.ZERO);
    }
  }

  private void extend(Life l) {
    if (!l.isInHand()) {
      return;
    }
    Assignment a = l.assignment();
    if (l.stage().isWithUnit() && sim.now().isBefore(a.dueAt()) && !a.extended()) {
      Duration longer = soonest(delays.draw("/other/extension", l.chance), rules.limits().at(a.at()).extension().longest());
      sim.command(l, staff(l), Extending.decide(l.dispatch, new Extending.Extend(l.unit(), a.dueAt().plus(longer), "《北京市接诉即办工作条例》第十五条：需依法履行检测、招标等程序",
          sim.now().minus(Duration.ofMinutes(20))), rules, sim.now()));
    } else {
      answer(l, Duration.ZERO);
    }
  }

  /** 双反馈, both halves. @param soonest from now */
  private void answer(Life l, Duration soonest) {
    Assignment a = l.assignment();
    Instant due = l.supervision.life().dueAt();
    boolean again = l.supervision.escalation() != Escalation.FIRST_HANDLING;
    Instant at;
    if (again) {
      String path = l.stage() == Stage.SUPERVISED || l.supervision.escalation() == Escalation.SUPERVISION ? "/other/supervisionReply" : "/other/reworkReply";
      Duration whole = Duration.between(sim.now(), due);
      Duration drawn = delays.draw(path, l.chance);
      at = sim.now().plus(whole.isNegative() ? Duration.ofMinutes(30) : soonest(drawn, share(whole, 0.95)));
    } else {
      at = moment(l, a.at(), a.dueAt(), "reply", "overdueFeedback", a);
    }
    at = latest(at, sim.now().plus(soonest).plus(Duration.ofMinutes(3)));
    l.outcome = Outcome.valueOf(delays.choice("/branches/result", a.grade()).draw(l.chance));
    Duration between = Duration.ofMinutes(l.chance.between(1, a.grade() == Grade.URGENT_2H ? 4 : 45));
    boolean hotlineFirst = l.chance.happens(TELLS_HOTLINE_FIRST);
    sim.ifStillInHand(l, at, () -> tell(l, hotlineFirst));
    sim.ifStillInHand(l, at.plus(between), () -> tell(l, !hotlineFirst));
  }

  private void tell(Life l, boolean hotline) {
    Assignment a = l.assignment();
    if (!l.isInHand() || a.signedAt() == null) {
      return;
    }
    if (hotline && !l.supervision.life().hotlineTold() && l.handling().whistles().stream().allMatch(Whistle::closed)) {
      sim.command(l, staff(l), Reporting.decide(l.dispatch, new Reporting.Report(l.unit(), l.outcome, l.telling.answer(l.outcome),
          l.chance.happens(0.7) ? List.of("处理后照片.jpg") : List.of())));
    } else if (!hotline && !l.supervision.life().claimantTold() && a.contactedAt() != null) {
      sim.command(l, staff(l), Reporting.decide(l.dispatch, new Reporting.Reply(l.unit(), l.telling.answer(l.outcome), l.hasPhone() ? "PHONE" : "ONLINE")));
    }
  }

  // 吹哨报到.

  private void blow(Life l) {
    Assignment a = l.assignment();
    if (l.handling() == null || !l.stage().isWithUnit()) {
      return;
    }
    WhistleGround ground = switch (a.grade()) {
      case URGENT_2H -> WhistleGround.EMERGENCY;
      case LIVELIHOOD_24H -> l.chance.happens(0.5) ? WhistleGround.EMERGENCY : WhistleGround.LAW_ENFORCEMENT;
      default -> l.chance.happens(0.45) ? WhistleGround.LAW_ENFORCEMENT : l.chance.happens(0.8) ? WhistleGround.PUBLIC_PROBLEM : WhistleGround.CAMPAIGN;
    };
    Texts.Whistle whistle = l.chance.oneOf(texts.whistles(ground.name()));
    List<String> all = new ArrayList<>(whistle.roles().stream().map(role -> department(rules.units().require(l.unit()).districtCode(), role)).flatMap(Optional::stream).distinct().toList());
    int wanted = 1 + Integer.parseInt(delays.choice("/branches/whistleDepartments").draw(l.chance));
    while (all.size() > wanted) {
      all.remove(l.chance.below(all.size()));
    }
    if (all.isEmpty()) {
      answer(l, Duration.ZERO);
      return;
    }
    sim.command(l, staff(l), Whistling.decide(l.dispatch, new Whistling.Blow(l.unit(), ground, whistle.matter(), all, l.telling.address(), null,
        people.approver(l.unit(), l.chance)), rules, sim.now()));
  }

  private Optional<String> department(String district, String role) {
    String named = ROLES.getOrDefault(role, role);
    return rules.units().departmentOf(district, named).or(() -> rules.units().cityUnit(named)).map(Unit::code);
  }

  private void departmentsCome(Life l, DispatchEvent.WhistleBlown e) {
    l.closingWhistle = false;
    for (String department : e.departments()) {
      boolean stays = l.chance.happens(delays.share("departmentMissesReport"));
      if (l.chance.happens(stays ? MISSING_COMES_LATE : ACKNOWLEDGES)) {
        sim.ifStillInHand(l, sim.now().plus(delays.draw("/other/whistleAcknowledge/" + e.ground(), l.chance)), () -> acknowledge(l, e.whistle(), department));
      }
      Instant usual = sim.now().plus(delays.draw("/other/whistleReportIn/" + e.ground(), l.chance));
      Instant inTime = e.reportBy().minusSeconds(20);
      if (!stays) {
        sim.ifStillInHand(l, usual.isBefore(inTime) ? usual : inTime, () -> arrive(l, e.whistle(), department));
      } else if (l.chance.happens(MISSING_COMES_LATE)) {
        sim.ifStillInHand(l, e.reportBy().plus(Duration.ofMinutes(l.chance.between(5, 90))), () -> arrive(l, e.whistle(), department));
      }
    }
  }

  private static Whistle.Attendance attendance(Life l, int whistle, String department) {
    Whistle open = l.handling() == null ? null : l.handling().openWhistle(whistle);
    return open == null ? null : open.departments().get(department);
  }

  private void acknowledge(Life l, int whistle, String department) {
    Whistle.Attendance there = attendance(l, whistle, department);
    if (there != null && there.acknowledgedAt() == null && there.reportedAt() == null) {
      sim.command(l, staff(l, department), Whistling.decide(l.dispatch, new Whistling.Acknowledge(whistle, department)));
    }
  }

  private void arrive(Life l, int whistle, String department) {
    Whistle.Attendance there = attendance(l, whistle, department);
    if (there != null && there.reportedAt() == null) {
      sim.command(l, staff(l), Whistling.decide(l.dispatch, new Whistling.StampArrival(l.unit(), whistle, department, sim.now(), List.of(people.of(department, l.chance))), sim.now()));
    }
  }

  private void closeWhistle(Life l, int number) {
    Whistle open = l.handling() == null ? null : l.handling().openWhistle(number);
    if (open == null || l.closingWhistle || !open.departments().values().stream().allMatch(Whistle.Attendance::isAnswered)) {
      return;
    }
    l.closingWhistle = true;
    sim.ifStillInHand(l, soonerOf(delays.draw("/other/whistleOnSite/" + open.ground(), l.chance), l.assignment(), 0.35), () -> {
      Whistle now = l.isInHand() ? l.handling().openWhistle(number) : null;
      if (now != null) {
        Map<String, Integer> ratings = new LinkedHashMap<>();
        now.departments().forEach((department, there) -> ratings.put(department, there.reportedAt() == null ? 0 : there.missed() ? l.chance.between(40, 70) : l.chance.between(80, 100)));
        boolean solved = l.chance.happens(delays.share("whistleSolved"));
        sim.command(l, staff(l), Whistling.decide(l.dispatch, new Whistling.Close(l.unit(), number, solved,
            solved ? "各部门现场会商，问题已处置，责任单位落实后续管理。" : "现场处置部分完成，剩余事项列入计划。", ratings), rules, sim.now()));
      }
    });
  }

  // 回访、督办、办结.

  /** Both are told: whoever calls may call from now on; most wait until it is due. */
  private void callSoon(Life l) {
    if (l.stage() == Stage.REPLIED && l.supervision.assessed() && l.chance.happens(CALLED_BEFORE_DUE)) {
      takeOnCall(l, inCallingHours(sim.now().plus(delays.draw(l.assignment().grade(), "callback", l.chance))));
    }
  }

  private void callNow(Life l) {
    Grade grade = l.assignment() == null ? Grade.GENERAL_7D : l.assignment().grade();
    takeOnCall(l, inCallingHours(sim.now().plus(delays.draw(grade, "callback", l.chance).dividedBy(8))));
  }

  private void takeOnCall(Life l, Instant at) {
    int round = l.supervision.life().round();
    if (l.calledBy != l.hands) {
      l.calledBy = l.hands;
      sim.ifStillInHand(l, at, () -> call(l, round));
    }
  }

  /** At the earliest when the present half of the day is over. */
  private Instant inAnotherHalfDay(Instant at) {
    Instant next = HalfDay.of(sim.now()).next();
    return at.isBefore(next) ? next : at;
  }

  private boolean isToBeCalled(Life l, int round) {
    return l.supervision.mayBeCalledBack() && l.supervision.life().round() == round && l.supervision.answers() == null
        && l.supervision.present().attempts() < terms.at(l.supervision.since()).attempts();
  }

  private void call(Life l, int round) {
    if (isToBeCalled(l, round)) {
      String agent = people.agent(l.chance);
      if (l.hasPhone()) {
        sim.command(l, agent, Erasing.show(l.intake, null, List.of("name", "phone"), "回访"));
      }
      sim.ifStillInHand(l, sim.now().plus(Duration.ofSeconds(l.chance.between(40, 260))), () -> spoken(l, round, agent));
    }
  }

  private void spoken(Life l, int round, String agent) {
    if (!isToBeCalled(l, round)) {
      return;
    }
    CallbackChannel channel = !l.hasPhone() ? CallbackChannel.WEB : switch (delays.choice("/branches/callbackMethod").draw(l.chance)) {
      case "AI_VOICE" -> CallbackChannel.AI_VOICE;
      case "SMS" -> CallbackChannel.SMS;
      case "NETWORK" -> CallbackChannel.WEB;
      default -> CallbackChannel.PHONE;
    };
    if (!l.reachable || !l.chance.happens(delays.share("attemptConnected"))) {
      AttemptOutcome outcome = l.chance.happens(delays.share("attemptRefused")) ? AttemptOutcome.REFUSED
          : l.hasPhone() && l.chance.happens(delays.share("attemptWrongNumber")) ? AttemptOutcome.WRONG_NUMBER : AttemptOutcome.NO_ANSWER;
      sim.command(l, agent, CallingBack.decide(l.supervision, new CallingBack.Call.NotReached(l.id, null, outcome, channel), terms.at(l.supervision.since()), sim.now()));
      return;
    }
    boolean told = l.supervision.life().hotlineTold() && l.outcome != null;
    double solved = !told ? RESOLVED_WITHOUT_ANSWER : switch (l.supervision.escalation()) {
      case FIRST_HANDLING -> delays.number("/branches/resolvedYesGivenResult/" + l.outcome);
      case REWORK -> delays.share("reworkSuccess");
      case SUPERVISION -> delays.share("supervisionSuccess");
    };
    boolean resolved = l.chance.happens(solved);
    Satisfaction satisfaction = Satisfaction.valueOf(delays.choice("/branches/satisfaction/" + (resolved ? "ifResolved" : "ifUnresolved")).draw(l.chance));
    boolean contacted = l.supervision.life().claimantTold() ? l.chance.happens(delays.share("contactedYes")) : l.assignment().contactedAt() != null;
    List<String> reasons = satisfaction == Satisfaction.DISSATISFIED || !resolved ? List.of(l.chance.oneOf(texts.list("/reasonsDissatisfied"))) : List.of();
    sim.command(l, agent, CallingBack.decide(l.supervision, new CallingBack.Call.Answered(l.id, null, contacted, resolved, !resolved && told && l.outcome == Outcome.PARTLY,
        satisfaction, channel, reasons, channel == CallbackChannel.AI_VOICE ? "ai-" + l.id : null), terms.at(l.supervision.since()), sim.now()));
  }

  /** Under supervision the same unit starts over. */
  private void startOver(Life l) {
    l.hands++;
    l.outcome = null;
    if (l.handling() != null && l.assignment().signedAt() != null) {
      sim.ifStillInHand(l, sim.now().plus(Duration.ofMinutes(l.chance.between(20, 360))), () -> contact(l, true));
    }
  }

  private void closed(Life l, SupervisionEvent.TicketClosed e) {
    boolean reopens = e.kind() != SupervisionEvent.CloseKind.WITHDRAWN && l.supervision.assessed() && l.chance.happens(delays.share("reopened"));
    boolean erased = l.hasPhone() && l.chance.happens(IS_ERASED);
    if (reopens) {
      sim.later(l, in(1_440, 12_000, l), () -> {
        if (l.stage() == Stage.CLOSED) {
          sim.command(l, people.operator(l.chance), Supervising.decide(l.supervision, new Supervising.Reopen(l.id, "诉求人来电反映问题反弹，重新办理。")));
        }
      });
    } else if (erased) {
      sim.later(l, in(600, 7_000, l), () -> {
        String key = l.intake.ticket().keyId();
        if (sim.command(l, people.operator(l.chance), Erasing.erase(l.intake, "诉求人要求删除个人信息"))) {
          sim.forget(l, key);
        }
        l.end();
      });
    } else {
      l.end();
    }
  }

  // Who and when.

  private String staff(Life l) { return staff(l, l.unit()); }

  private String staff(Life l, String unit) { return "unit:" + unit + "/user:" + people.of(unit, l.chance); }

  private String bureau(Life l) { return "bureau:" + people.of("110000D30", l.chance); }

  /** A step of the unit: in time as a rule, else late by the overdue factor. */
  private Instant moment(Life l, Instant from, Instant due, String step, String overdue, Assignment a) {
    Duration whole = Duration.between(from, due);
    if (l.chance.happens(delays.share(overdue, a.grade()))) {
      return from.plus(Delays.minutes(whole.toMillis() / 60_000.0 * delays.of("/overdueFactor/" + step).draw(l.chance)));
    }
    return from.plus(soonest(delays.draw(a.grade(), step, l.chance), share(whole, 0.96)));
  }

  /** After a delay, but within a share of what is left of the limit. */
  private Instant soonerOf(Duration delay, Assignment a, double mostOfWhatIsLeft) {
    Duration left = Duration.between(sim.now(), a.dueAt());
    return sim.now().plus(left.isNegative() ? Duration.ofMinutes(10) : soonest(delay, share(left, mostOfWhatIsLeft))).plusSeconds(30);
  }

  private static Instant share(Assignment a, double share) { return a.at().plus(share(Duration.between(a.at(), a.dueAt()), share)); }

  private static Duration share(Duration whole, double share) { return Duration.ofMillis((long) (whole.toMillis() * share)); }

  private static Grade timed(Grade grade) { return grade == Grade.INQUIRY ? Grade.GENERAL_7D : grade; }

  private static Duration soonest(Duration a, Duration b) { return a.compareTo(b) < 0 ? a : b; }

  private static Instant latest(Instant a, Instant b) { return a.isAfter(b) ? a : b; }

  private Instant in(int leastMinutes, int mostMinutes, Life l) { return sim.now().plus(Delays.minutes(l.chance.between((double) leastMinutes, mostMinutes))); }

  private static Instant inCallingHours(Instant at) {
    ZonedDateTime local = at.atZone(WorkingCalendar.BEIJING);
    if (local.toLocalTime().isBefore(FIRST_CALL)) {
      return at.plus(Duration.between(local.toLocalTime(), FIRST_CALL));
    }
    // Those of the evening are spread over the next morning.
    return local.toLocalTime().isBefore(LAST_CALL) ? at : at.plus(Duration.ofHours(11));
  }
}
