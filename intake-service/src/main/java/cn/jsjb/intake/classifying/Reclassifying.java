package cn.jsjb.intake.classifying;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.event.IntakeEvent.TicketReclassified;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import java.util.List;

/** 改分类: a person knows better than the words. What is not corrected stays; what a person says is certain. */
public final class Reclassifying {
  private Reclassifying() {}

  /**
   * All codes are known to the catalogue already; null leaves a field as it is.
   *
   * @param problemId {@code ""} takes the ticket out of the year's problems; null follows a corrected category
   * @param place codes and perhaps a better address, or null
   * @param confirmed what is not corrected is right: settles all doubts
   */
  public record Correct(RequestType requestType, String category, String problemId, Grade grade, Place place, boolean confirmed, String reason) {
    public Correct(RequestType requestType, String category, String problemId, Grade grade, Place place, String reason) { this(requestType, category, problemId, grade, place, false, reason); }
  }

  public static Decision decide(Complaint complaint, Correct command, Catalogue catalogue) {
    return switch (complaint) {
      case null -> Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
      case Complaint.Received r -> Decision.refuse(Reason.NOT_IN_THIS_STATE, r.ticket().life().stage(), "改分类 / reclassified");
      case Complaint.Registered r when !r.ticket().life().stage().isOpen() ->
          Decision.refuse(Reason.NOT_IN_THIS_STATE, r.ticket().life().stage(), "改分类 / reclassified");
      case Complaint.Registered r when command.confirmed() && (r.waiting() == null || r.waiting().doubts().isEmpty()) ->
          Decision.refuse(Reason.NOT_IN_THIS_STATE, r.ticket().life().stage(), "核定 / confirmed");
      case Complaint.Registered r -> Decision.accept(new TicketReclassified(
          command.requestType() == null ? r.ticket().requestType() : command.requestType(), classification(r.classification(), command, catalogue), location(r, command, catalogue), command.reason()));
    };
  }

  private static Classification classification(Classification now, Correct command, Catalogue catalogue) {
    if (command.category() == null && command.problemId() == null && command.grade() == null) {
      return command.confirmed() ? new Classification(now.category(), now.problemId(), now.grade(), 1, now.words(), now.version()) : now;
    }
    String category = command.category() == null ? now.category() : command.category();
    String problem = command.problemId() != null ? command.problemId().isEmpty() ? null : command.problemId()
        : command.category() == null ? now.problemId() : catalogue.problems().ofCategory(category).map(p -> p.id()).orElse(null);
    Grade grade = command.grade() != null ? command.grade() : command.category() == null ? now.grade() : catalogue.categories().require(category).grade();
    return new Classification(category, problem, grade, 1, List.of(), "categories %s, problems %s".formatted(catalogue.categories().version(), catalogue.problems().version()));
  }

  private static Location location(Complaint.Registered r, Correct command, Catalogue catalogue) {
    Place was = r.ticket().place();
    String version = "units %s, places %s".formatted(catalogue.units().version(), catalogue.communities().version());
    if (command.place() == null) {
      return new Location(was, command.confirmed() ? 1 : r.placeConfidence(), List.of(), version);
    }
    Place is = command.place();
    return new Location(new Place(is.address() == null ? was.address() : is.address(), is.districtCode(), is.localityCode(), is.communityCode(),
        is.lon() == null ? was.lon() : is.lon(), is.lat() == null ? was.lat() : is.lat()), 1, List.of(), version);
  }
}
