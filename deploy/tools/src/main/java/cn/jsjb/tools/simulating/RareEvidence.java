package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Community;
import cn.jsjb.dispatch.evidencing.Evidencing;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.CertificateIssued;
import cn.jsjb.event.DispatchEvent.DeliberationKind;
import cn.jsjb.event.DispatchEvent.DeliberationRecorded;
import cn.jsjb.event.DispatchEvent.EnforcementRecorded;
import cn.jsjb.event.DispatchEvent.EnterpriseSanctionRecorded;
import cn.jsjb.event.DispatchEvent.FieldVisitRecorded;
import cn.jsjb.event.DispatchEvent.InstructionRecorded;
import cn.jsjb.event.DispatchEvent.JointInterviewHeld;
import cn.jsjb.event.DispatchEvent.JudicialConfirmationGranted;
import cn.jsjb.event.DispatchEvent.MediationHeld;
import cn.jsjb.event.DispatchEvent.RelatedProblemFound;
import cn.jsjb.event.DispatchEvent.SettlementSigned;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** 预约、现场查看、调解、协商、执法、提级: what was done about a ticket, as facts with evidence. */
final class RareEvidence {
  /** Assumptions. */
  private static final double FINDS_MORE = 0.25, SETTLES = 0.7, IS_CONFIRMED = 0.5, IS_SANCTIONED = 0.4, IS_INSTRUCTED = 0.5;

  private final Rare rare;

  RareEvidence(Rare rare) { this.rare = rare; }

  private boolean note(Life l, Supplier<DispatchEvent> fact) {
    return l.isInHand() && rare.attempt(l, rare.staff(l), () -> Evidencing.decide(l.dispatch, new Evidencing.Note(l.unit(), fact.get())));
  }

  /** At the hour the claimant chose; what is seen there is a fact of its own. */
  boolean appointment(Life l) {
    Instant at = rare.moment(l, 0.4);
    List<String> people = List.of(rare.people.of(l.unit(), l.chance), rare.people.of(l.unit(), l.chance));
    rare.at(l, 0.05, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> Evidencing.decide(l.dispatch, new Evidencing.Appoint(l.unit(), at, l.telling.address(), people), rare.sim.now()))) {
        rare.goOn(l);
        return;
      }
      int number = l.dispatch.lasting().evidence().appointments().size();
      rare.sim.ifStillInHand(l, at.plusSeconds(60L * l.chance.between(0, 25)), () -> {
        if (l.isInHand()) {
          rare.attempt(l, rare.staff(l), () -> Evidencing.decide(l.dispatch, new Evidencing.Keep(l.unit(), number, null, people, "按约到场，诉求人在场。"), rare.sim.now()));
          note(l, () -> new FieldVisitRecorded(l.unit(), rare.sim.now(), l.telling.address(), l.telling.fill("现场情况与诉求人反映一致，已拍照。"), l.chance.happens(0.85), List.of("现场照片1.jpg", "现场照片2.jpg")));
          if (l.chance.happens(FINDS_MORE)) {
            note(l, () -> new RelatedProblemFound(l.unit(), "同楼另有两户存在同样问题，主动治理。", null));
          }
          rare.goOn(l);
        }
      });
    });
    return true;
  }

  /** 调解 → 协议 → 司法确认. */
  boolean mediation(Life l) {
    List<String> parties = List.of("诉求人", l.intake.ticket().reportedParty() == null ? "被反映方" : l.intake.ticket().reportedParty());
    boolean settles = l.chance.happens(SETTLES);
    rare.at(l, 0.2, () -> note(l, () -> new MediationHeld(l.unit(), parties, l.chance.between(30, 150), settles ? "双方达成一致" : "未能达成一致，告知其他途径")));
    if (settles) {
      rare.at(l, 0.3, () -> note(l, () -> new SettlementSigned(l.unit(), parties, l.chance.between(5, 300) * 10_000L, "十五日内付清，双方再无争议")));
      if (l.chance.happens(IS_CONFIRMED)) {
        rare.at(l, 0.45, () -> note(l, () -> new JudicialConfirmationGranted(l.unit(), rare.rules.units().require(l.spot.districtCode()).name() + "人民法院", "(2026)京民特%d号".formatted(l.chance.between(10, 900)))));
      }
    }
    rare.at(l, 0.5, () -> rare.goOn(l));
    return true;
  }

  boolean deliberation(Life l) {
    List<Community> communities = l.spot.communities();
    if (communities.isEmpty() || !l.unit().equals(l.spot.localityCode())) {
      return false;
    }
    Community community = l.chance.oneOf(communities);
    rare.at(l, 0.3, () -> note(l, () -> new DeliberationRecorded(l.unit(), l.chance.oneOf(List.of(DeliberationKind.values())), List.of(community.name(), "居民代表", "物业"),
        List.of("赞成先划线后收费", "希望照顾老年住户", "反对占用绿地"), "试行三个月后再议", List.of("社区张贴公示", "物业安排引导员"))));
    rare.at(l, 0.4, () -> note(l, () -> new CertificateIssued(l.unit(), community.code(), "因病临时停车送医", "不予处罚", rare.inDays(l, 30, 90))));
    rare.at(l, 0.5, () -> rare.goOn(l));
    return true;
  }

  /** 执法, and against a company that does it again: a joint interview, then a sanction. */
  boolean enforcement(Life l) {
    String party = l.intake.ticket().reportedParty() == null ? "当事人" : l.intake.ticket().reportedParty();
    rare.at(l, 0.2, () -> note(l, () -> new EnforcementRecorded(l.unit(), party, "《北京市市容环境卫生条例》", l.chance.oneOf(List.of("责令改正", "罚款500元", "先行登记保存")))));
    if (l.chance.happens(IS_SANCTIONED)) {
      String market = rare.department(l, "MARKET").orElse(l.unit());
      rare.at(l, 0.3, () -> note(l, () -> new JointInterviewHeld(l.unit(), List.of(party), List.of(l.unit(), market).stream().distinct().toList(), "承诺一周内整改并退还费用")));
      rare.at(l, 0.4, () -> note(l, () -> new EnterpriseSanctionRecorded(l.unit(), party, "屡次被诉且不整改", "记入企业信用记录")));
    }
    rare.at(l, 0.5, () -> rare.goOn(l));
    return true;
  }

  /** 提级办理 (REG §20): up to the district, which gives its opinion; now and then a leader says what he wants. */
  boolean escalation(Life l) {
    String district = rare.district(l);
    if (district == null || district.equals(l.unit())) {
      return false;
    }
    rare.at(l, 0.15, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> Evidencing.decide(l.dispatch, new Evidencing.Escalate(l.unit(), district, "涉及多个权属单位，属地无力解决。", "建议由区级统筹资金和产权。"), rare.rules))) {
        rare.goOn(l);
        return;
      }
      int number = l.dispatch.lasting().evidence().escalations().size();
      if (l.chance.happens(IS_INSTRUCTED)) {
        String leader = rare.leader(l);
        rare.at(l, 0.1, () -> rare.attempt(l, leader, () -> Evidencing.decide(l.dispatch, new Evidencing.Note(null, new InstructionRecorded(leader, "请区政府主要负责同志包案，月内拿出方案。")))));
      }
      rare.at(l, 0.3, () -> {
        rare.attempt(l, rare.staff(l, district), () -> Evidencing.decide(l.dispatch, new Evidencing.Answer(district, number, "由区住建部门牵头，属地配合。", List.of("专题会调度", "纳入区级台账"))));
        rare.goOn(l);
      });
    });
    return true;
  }
}
