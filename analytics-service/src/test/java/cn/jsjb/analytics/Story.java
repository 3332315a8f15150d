package cn.jsjb.analytics;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The facts of one complaint, told step by step. */
final class Story {
  record Step(ComplaintEvent event, Instant at) {}

  static final String LUGU = "110107011";
  static final String BAJIAO = "110107003";
  static final String SHIJINGSHAN = "110107";
  static final String URBAN_ENFORCEMENT = "110000D06";
  static final String WATERWORKS = "110000U01";

  final String id;
  final List<Step> steps = new ArrayList<>();
  private Instant now;
  private int round = 1;
  private int hop = 1;
  private String entry;
  private Grade grade = Grade.GENERAL_7D;

  private Story(String id, Instant at) {
    this.id = id;
    this.now = at;
  }

  static Story received(String at) { return received(OffsetDateTime.parse(at).toInstant(), "WECHAT", RequestType.COMPLAINT); }

  static Story received(Instant at, String channel, RequestType type) { return received(at, channel, type, false); }

  static Story received(Instant at, String channel, RequestType type, boolean anonymous) { return received(at, channel, type, anonymous, null); }

  static Story received(Instant at, String channel, RequestType type, boolean anonymous, String party) {
    Story story = new Story(UUID.randomUUID().toString(), at);
    return story.tell(new IntakeEvent.RequestReceived("RX260506-" + story.id.substring(0, 8), channel, story.id, type, "题目", "内容", Place.UNKNOWN, at, null,
        party, List.of(), anonymous ? IntakeEvent.Claimant.UNKNOWN : new IntakeEvent.Claimant(false, false, null, "phone", "four")));
  }

  Story tell(ComplaintEvent event) {
    steps.add(new Step(event, now));
    return this;
  }

  Story at(String time) {
    now = OffsetDateTime.parse(time).toInstant();
    return this;
  }

  Story later(Duration span) {
    now = now.plus(span);
    return this;
  }

  Story registered(String category, String problem, String locality) { return registered(RequestType.COMPLAINT, category, problem, locality); }

  Story registered(RequestType type, String category, String problem, String locality) {
    return tell(new IntakeEvent.TicketRegistered(type, classification(category, problem), location(locality)));
  }

  Story reclassified(RequestType type, String category, String problem, String locality) {
    return tell(new IntakeEvent.TicketReclassified(type, classification(category, problem), location(locality), "更正"));
  }

  private static IntakeEvent.Classification classification(String category, String problem) {
    return new IntakeEvent.Classification(category, problem, Grade.GENERAL_7D, 0.9, List.of("游商"), "2021.1");
  }

  private static IntakeEvent.Location location(String locality) {
    Place place = locality == null ? Place.UNKNOWN : new Place("某处", locality.substring(0, 6), locality.length() == 9 ? locality : null, null, null, null);
    return new IntakeEvent.Location(place, 0.9, List.of(), "nbs-2023");
  }

  Story dispatched(String unit) { return dispatched(unit, DispatchEvent.Mode.DIRECT); }

  Story dispatched(String unit, DispatchEvent.Mode mode) {
    return tell(new DispatchEvent.TicketDispatched(hop, round, unit, mode, List.of(), entry, Map.of(), grade, now.plus(Duration.ofHours(2)),
        now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(7)), "目录"));
  }

  Story handedOver(String from, String to) {
    tell(new DispatchEvent.DispatchObjected(1, from, DispatchEvent.ObjectionGround.NOT_MY_DUTY, "依据", to, "说明"));
    tell(new DispatchEvent.ObjectionUpheld(1, to, "成立"));
    hop++;
    return dispatched(to);
  }

  Story signed(String unit) { return tell(new DispatchEvent.AssignmentSigned(unit, "张丽")); }

  Story contacted(String unit) {
    return tell(new DispatchEvent.ClaimantContacted(unit, DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.REACHED, false, null));
  }

  Story whistled(int whistle) {
    return tell(new DispatchEvent.WhistleBlown(whistle, WhistleGround.EMERGENCY, "塌陷", List.of(URBAN_ENFORCEMENT), "路口", now, now, "李", "王", "2021.1"));
  }

  /** An entry of the dispatch catalogue names the units from now on. */
  Story byEntry(String id) {
    entry = id;
    return this;
  }

  Story graded(Grade other) {
    grade = other;
    return this;
  }

  /** "Not mine", decided or not. @param upheld null for not yet */
  Story objected(int number, String unit, boolean late, Boolean upheld) {
    tell(new DispatchEvent.DispatchObjected(number, unit, DispatchEvent.ObjectionGround.NOT_MY_AREA, "依据", SHIJINGSHAN, "说明"));
    if (late) {
      later(Duration.ofHours(5)).tell(new DispatchEvent.ObjectionDecisionOverdue(number, now));
    }
    return upheld == null ? this : later(Duration.ofHours(1)).tell(upheld ? new DispatchEvent.ObjectionUpheld(number, SHIJINGSHAN, "成立") : new DispatchEvent.ObjectionRejected(number, "不成立"));
  }

  private static final List<String> SUMMONED = List.of(URBAN_ENFORCEMENT, "110000D05", "110107D01");

  /** A whistle to two departments, of which each does as it likes. */
  Story whistled(int whistle, String locality, Random random) {
    WhistleGround ground = WhistleGround.values()[random.nextInt(4)];
    List<String> departments = List.of(SUMMONED.get(random.nextInt(3)), WATERWORKS);
    Instant acknowledgeBy = now.plus(Duration.ofMinutes(5));
    Instant reportBy = now.plus(Duration.ofMinutes(30));
    if (random.nextInt(4) == 0) {
      tell(new DispatchEvent.CrossDistrictWhistleProposed(whistle, ground, "跨区", List.of(locality, "110101001"), List.of(SHIJINGSHAN, "110101"), departments, "路口", locality, "王", now.plus(Duration.ofDays(5)), "2021.1"));
      if (random.nextInt(3) == 0) {
        return this;
      }
      tell(random.nextBoolean() ? new DispatchEvent.CrossDistrictWhistleBlown(whistle, List.of(locality, "110101001"), List.of(SHIJINGSHAN, "110101"), departments, acknowledgeBy, reportBy, locality, "王", "2021.1")
          : new DispatchEvent.CrossDistrictLeadDesignated(whistle, locality, "未达成一致", acknowledgeBy, reportBy, "110000D30"));
    } else {
      tell(new DispatchEvent.WhistleBlown(whistle, ground, "塌陷", departments, "路口", acknowledgeBy, reportBy, locality, "王", "2021.1"));
    }
    for (String department : departments) {
      later(Duration.ofMinutes(random.nextInt(8)));
      if (random.nextInt(5) > 0) {
        tell(new DispatchEvent.WhistleAcknowledged(whistle, department));
      }
      switch (random.nextInt(5)) {
        case 0 -> tell(new DispatchEvent.WhistleReportRefused(whistle, department, "无力"));
        case 1 -> tell(new DispatchEvent.WhistleReportMissed(whistle, department, reportBy));
        case 2 -> {
          tell(new DispatchEvent.WhistleReportMissed(whistle, department, reportBy));
          tell(new DispatchEvent.DepartmentReported(whistle, department, reportBy.plusSeconds(60), List.of("李"), locality));
        }
        case 3 -> tell(new DispatchEvent.DepartmentReported(whistle, department, reportBy.minusSeconds(random.nextInt(60)), List.of("李"), locality));
        default -> { }
      }
      if (random.nextInt(3) == 0) {
        int measures = random.nextInt(31);
        tell(new DispatchEvent.DepartmentRated(whistle, department, 20, measures, 30, 50 + measures, null, locality));
      }
    }
    return random.nextInt(4) == 0 ? this : tell(new DispatchEvent.WhistleClosed(whistle, random.nextInt(4) > 0, "已处置", Map.of(WATERWORKS, random.nextInt(101))));
  }

  Story feedback(String unit) {
    tell(new DispatchEvent.ResultRepliedToClaimant(unit, "已处理", "PHONE"));
    return tell(new DispatchEvent.ResultReportedToHotline(unit, DispatchEvent.Outcome.RESOLVED, "已处理", List.of()));
  }

  Story overdue(String unit) {
    tell(new DispatchEvent.SignOverdue(unit, now));
    tell(new DispatchEvent.ContactOverdue(unit, now));
    return tell(new DispatchEvent.FeedbackOverdue(unit, now));
  }

  Story calledBack(boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction) {
    tell(new SupervisionEvent.CallbackScheduled(round, SupervisionEvent.CallbackReason.BOTH_TOLD, now));
    return tell(new SupervisionEvent.CallbackCompleted(round, contacted, resolved, partly, satisfaction, SupervisionEvent.CallbackChannel.PHONE, List.of(), null));
  }

  Story calledBack(boolean resolved, Satisfaction satisfaction) { return calledBack(true, resolved, false, satisfaction); }

  Story dualDispatched(String unit, String office, String community) {
    return tell(new DispatchEvent.DualDispatched(1, unit, office, community, null, "私装地锁", now, new cn.jsjb.catalogue.DualPolicy(true, true, true), "2021.1"));
  }

  Story deferred(String unit, Instant promise) {
    tell(new DispatchEvent.DeferralRequested(1, unit, "SEASON", promise, List.of(), "入汛后不能施工", now));
    tell(new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.DISTRICT, promise, "同意", "110107"));
    return tell(new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, promise, "同意", "110000D30"));
  }

  Story promiseBroken(String unit) { return tell(new DispatchEvent.DeferralExpired(1, unit, now)); }

  Story invalidated() { return tell(new SupervisionEvent.CallbackInvalidated(round, SupervisionEvent.Invalidation.QUALITY_CHECK, "未听完", now, "110000D30", "2019.1")); }

  Story excluded(boolean rates, boolean volume) {
    return tell(new SupervisionEvent.TicketExcluded(1, "UNTRUE", rates, volume, List.of("rec"), LUGU, "bureau", null, false, null, "2019.1"));
  }

  Story countedAgain() { return tell(new SupervisionEvent.ExclusionReversed(1, "复核属实", "bureau", null, false, null)); }

  Story reworked() { return tell(new SupervisionEvent.ReworkOrdered(++round, "未解决")); }

  Story supervised() { return tell(new SupervisionEvent.SupervisionOrdered(++round, "再次未解决", "督办")); }

  Story closed() { return tell(new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED)); }

  Story reopened() { return tell(new SupervisionEvent.TicketReopened("回头看")); }

  Story withdrawn() { return tell(new IntakeEvent.RequestWithdrawn("自行解决")); }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (Step step : steps) {
      facts.add(new Fact(id, UUID.randomUUID().toString(), EventTypes.nameOf(step.event()), facts.size() + 1, step.at(), "test", "", "", 0, facts.size(), step.event()));
    }
    return facts;
  }

  private static final List<String> UNITS = List.of(LUGU, BAJIAO, "110101001", "110115001", SHIJINGSHAN, "110115", "110115403", "110115405", URBAN_ENFORCEMENT,
      "110000D05", WATERWORKS, "110107D01");
  private static final List<String> PLACES = List.of(LUGU, BAJIAO, "110101001", "110115001", "110107");
  private static final List<String> CHANNELS = List.of("PHONE", "WECHAT", "GRID");
  private static final String[] PARTIES = {null, null, "京禾健身有限公司", "某某物业管理有限公司", "鲁谷街道办事处"};
  private static final String[][] MATTERS = {{"010401", null}, {"150102", null}, {"150204", null}, {"160301", null}, {"020301", "MT2021-P07"}, {"020101", "MT2021-P06"}, {"090101", "MT2021-P03"}, {"010101", null}, {"010104", null}};

  /** A believable course of a complaint created within {@code span} after {@code from}: every branch of the life-cycle occurs among a few hundred. */
  static Story believable(Random random, Instant from, Duration span) {
    Story story = received(from.plusMillis((long) (random.nextDouble() * span.toMillis())), CHANNELS.get(random.nextInt(3)),
        RequestType.values()[random.nextInt(RequestType.values().length)], random.nextInt(12) == 0, PARTIES[random.nextInt(PARTIES.length)]);
    story.byEntry(random.nextInt(4) == 0 ? null : "E-1").graded(Grade.values()[random.nextInt(Grade.values().length)]);
    if (random.nextInt(20) == 0) {
      return random.nextBoolean() ? story : story.later(Duration.ofHours(1)).withdrawn();
    }
    String[] matter = MATTERS[random.nextInt(MATTERS.length)];
    RequestType type = random.nextInt(4) == 0 ? RequestType.values()[random.nextInt(RequestType.values().length)] : RequestType.HELP;
    story.later(Duration.ofMinutes(2)).registered(type, matter[0], matter[1], random.nextInt(6) == 0 ? null : PLACES.get(random.nextInt(PLACES.size())));
    if (random.nextInt(15) == 0) {
      return story;
    }
    if (random.nextInt(8) == 0) {
      return story.later(Duration.ofMinutes(1)).tell(switch (random.nextInt(4)) {
        case 0 -> new IntakeEvent.TicketDiverted(IntakeEvent.Target.POLICE_110, "请拨打");
        case 1 -> new IntakeEvent.TicketDeclined(IntakeEvent.Ground.OUT_OF_SCOPE_ADVISED, "不属职责", null);
        default -> new IntakeEvent.InquiryAnswered("到派出所办理", "KB-00" + (1 + random.nextInt(3)), "2021.1");
      });
    }
    if (random.nextInt(10) == 0) {
      story.later(Duration.ofMinutes(2)).dispatched("110000D06", DispatchEvent.Mode.CONSULTATION);
      if (random.nextBoolean()) {
        return story;
      }
    }
    String unit = UNITS.get(random.nextInt(UNITS.size()));
    story.later(Duration.ofSeconds(random.nextInt(600))).dispatched(unit);
    if (random.nextInt(5) == 0) {
      String other = UNITS.get(random.nextInt(UNITS.size()));
      story.later(Duration.ofHours(5)).handedOver(unit, other);
      unit = other;
    }
    if (random.nextInt(6) == 0) {
      return story.later(Duration.ofDays(1)).overdue(unit);
    }
    if (random.nextInt(6) == 0) {
      story.objected(7, unit, random.nextBoolean(), random.nextInt(3) == 0 ? null : Boolean.FALSE);
    }
    story.later(Duration.ofMinutes(20)).signed(unit).later(Duration.ofMinutes(40)).contacted(unit);
    if (unit.length() == 9 && random.nextInt(3) == 0) {
      story.dualDispatched(unit, random.nextBoolean() ? "城管办" : "综合执法队", unit + "001");
    }
    if (random.nextInt(6) == 0) {
      story.later(Duration.ofDays(1)).deferred(unit, story.now.plus(Duration.ofDays(20))).later(Duration.ofDays(random.nextInt(40)));
      if (random.nextInt(3) == 0) {
        return story.promiseBroken(unit);
      }
    }
    if (random.nextInt(8) == 0) {
      story.tell(new DispatchEvent.DeferralRequested(2, unit, "POLICY_GAP", story.now.plus(Duration.ofDays(60)), List.of(), "无政策", story.now));
      int answer = random.nextInt(3);
      if (answer > 0) {
        story.tell(answer == 1 ? new DispatchEvent.DeferralRefused(2, DispatchEvent.ApprovalLevel.DISTRICT, "理由不足", SHIJINGSHAN)
            : new DispatchEvent.DeferralApproved(2, DispatchEvent.ApprovalLevel.DISTRICT, story.now.plus(Duration.ofDays(50)), "同意", SHIJINGSHAN));
      }
    }
    for (int whistle = 1; whistle <= random.nextInt(3); whistle++) {
      story.whistled(whistle, unit, random);
    }
    if (random.nextInt(5) == 0) {
      story.tell(new DispatchEvent.JointInterviewHeld(unit, List.of("经理"), List.of("街道"), "承诺退费"));
      story.tell(random.nextBoolean() ? new DispatchEvent.EnterpriseSanctionRecorded(unit, "企业", "依据", "罚款") : new DispatchEvent.EnforcementRecorded(unit, "企业", "依据", "查封"));
    }
    story.later(Duration.ofDays(random.nextInt(9))).feedback(unit).later(Duration.ofDays(1)).answered(random);
    if (random.nextInt(4) == 0) {
      story.reworked().dispatched(unit).signed(unit).contacted(unit).later(Duration.ofDays(3)).feedback(unit).later(Duration.ofDays(1)).answered(random);
      if (random.nextInt(3) == 0) {
        story.supervised();
      }
    }
    if (random.nextInt(10) == 0) {
      story.later(Duration.ofMinutes(1)).invalidated();
      if (random.nextBoolean()) {
        story.later(Duration.ofHours(1)).answered(random);
      }
    }
    if (random.nextInt(6) == 0) {
      boolean rates = random.nextBoolean();
      story.later(Duration.ofHours(3)).excluded(rates, !rates || random.nextBoolean());
      if (random.nextInt(3) == 0) {
        story.later(Duration.ofDays(1)).countedAgain();
      }
    }
    if (random.nextInt(8) > 0) {
      story.later(Duration.ofMinutes(1)).closed();
      if (random.nextInt(3) == 0) {
        story.later(Duration.ofDays(30)).tell(new SupervisionEvent.LookBackRecorded(1, SupervisionEvent.LookBackResult.values()[random.nextInt(3)], "回头看", List.of(), false, "督查员"));
      }
      if (random.nextInt(10) == 0) {
        story.later(Duration.ofDays(3)).reopened();
        if (random.nextBoolean()) {
          story.later(Duration.ofDays(20)).closed();
        }
      }
    }
    if (random.nextInt(10) == 0) {
      String[] other = MATTERS[random.nextInt(MATTERS.length)];
      story.reclassified(random.nextBoolean() ? null : RequestType.REPORT, other[0], other[1], PLACES.get(random.nextInt(PLACES.size())));
    }
    return story;
  }

  private Story answered(Random random) {
    Satisfaction satisfaction = random.nextInt(12) == 0 ? null : Satisfaction.values()[random.nextInt(3)];
    boolean resolved = random.nextInt(4) > 0;
    return calledBack(random.nextInt(10) > 0, resolved, !resolved && random.nextBoolean(), satisfaction);
  }
}
