package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.util.List;

/** Words for the stories of dispatching. */
final class Stories {
  private Stories() {}

  static final Catalogue RULES = Catalogue.get();
  static final String LUGU = "110107011", SHIJINGSHAN = "110107", BAJIAO = "110107003";
  static final String URBAN_ENFORCEMENT = RULES.units().departmentOf(SHIJINGSHAN, "URBAN_ENFORCEMENT").orElseThrow().code();
  static final String WATER = RULES.units().cityUnit("WATER_SUPPLY").orElseThrow().code();
  static final String BUREAU = RULES.units().cityUnit("SERVICE_BUREAU").orElseThrow().code();
  /** A category that the dispatch catalogue leaves to the locality. */
  static final String STREET_MATTER = RULES.categories().all().stream().filter(c -> c.grade() == Grade.GENERAL_7D)
      .filter(c -> RULES.dispatch().match(c.code(), Story.at("2026-05-06T11:22+08:00")) instanceof cn.jsjb.catalogue.DispatchCatalogue.Match.Found f
          && f.entry().target() instanceof cn.jsjb.catalogue.DispatchCatalogue.Target.ToLocality && f.entry().grade() == null)
      .findFirst().orElseThrow().code();

  static ComplaintEvent received() { return received(null); }

  static ComplaintEvent received(String reportedParty) {
    return new IntakeEvent.RequestReceived("RX260506-000000001", "PHONE", "m-1", RequestType.COMPLAINT, "小区门口游商占道", "每天傍晚都有游商占道", Place.UNKNOWN,
        Story.at("2026-05-06T11:20+08:00"), null, reportedParty, List.of(), IntakeEvent.Claimant.UNKNOWN);
  }

  static ComplaintEvent registered(String category, Grade grade, String district, String locality) {
    return new IntakeEvent.TicketRegistered(RequestType.COMPLAINT, new IntakeEvent.Classification(category, null, grade, 0.9, List.of(), "t"),
        new IntakeEvent.Location(new Place("六合园", district, locality, null, null, null), 1, List.of(), "t"));
  }

  static ComplaintEvent registered() { return registered(STREET_MATTER, Grade.GENERAL_7D, SHIJINGSHAN, LUGU); }

  static Story<Ticket> ticket() { return Story.of(Ticket::evolve); }

  static Story<Ticket> pending() { return ticket().given(received(), registered()); }

  static ComplaintEvent dispatchedTo(String unit) { return dispatchedTo(unit, Grade.GENERAL_7D); }

  static ComplaintEvent dispatchedTo(String unit, Grade grade) {
    Instant now = Story.at("2026-05-06T11:22+08:00");
    return new DispatchEvent.TicketDispatched(1, 1, unit, DispatchEvent.Mode.DIRECT, List.of(SHIJINGSHAN), "x", java.util.Map.of(), grade,
        RULES.limits().signDue(grade, now), RULES.limits().contactDue(grade, now), RULES.limits().feedbackDue(grade, now), null);
  }

  static ComplaintEvent signed() { return new DispatchEvent.AssignmentSigned(LUGU, "zhang.li"); }

  static ComplaintEvent contacted() { return new DispatchEvent.ClaimantContacted(LUGU, DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.REACHED, false, null); }

  static ComplaintEvent replied() { return new DispatchEvent.ResultRepliedToClaimant(LUGU, "已清理", "PHONE"); }

  static ComplaintEvent reported() { return new DispatchEvent.ResultReportedToHotline(LUGU, DispatchEvent.Outcome.RESOLVED, "已清理", List.of()); }
}
