package cn.jsjb.catalogue;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * All reference data: units, subjects, the year's problems, limits, calendar, channels, what categories ask, what may be attached, acceptance, the dispatch catalogue, the knowledge base,
 * the rules of the desk, of assessment and of supervision. Rules are data with versions and effective dates; code asks "what held then", events keep the answer's version.
 */
public record Catalogue(Units units, Communities communities, Categories categories, Problems problems, Limits limits, WorkingCalendar calendar, Channels channels,
    Questions questions, AttachmentRules attachments, Acceptance acceptance, DispatchCatalogue dispatch, Duties duties, Knowledge knowledge, DeskRules desk,
    Assessment assessment, SupervisionRules supervision) {

  /** The books whose versions facts name, with their files; of one that is a year's, every year's. */
  static final Map<String, List<String>> FILES = Map.ofEntries(entry("acceptance", List.of("acceptance.json")), entry("assessment", List.of("assessment.json")),
      entry("calendar", List.of("calendar.json")), entry("categories", List.of("categories.json")), entry("desk", List.of("desk.json")), entry("dispatch", List.of("dispatch-2021.json")),
      entry("duties", List.of("duties.json")), entry("knowledge", List.of("knowledge.json")), entry("limits", List.of("limits.json")), entry("places", List.of("departments.json")),
      entry("problems", List.of("problems-2021.json")), entry("supervision", List.of("supervision.json")), entry("units", List.of("departments.json")));

  /** A book as it was delivered, file by file; empty when there is none of that name. */
  public static List<JsonNode> book(String name) { return FILES.getOrDefault(name, List.of()).stream().map(Json::resource).toList(); }

  private static final class Holder {
    static final Catalogue LOADED = load();
  }

  /** The one catalogue of this process, read at first use. */
  public static Catalogue get() {
    return Holder.LOADED;
  }

  /** Reads the class-path resources afresh. */
  public static Catalogue load() {
    var departments = Json.resource("departments.json");
    var communities = Communities.read(Json.text(departments, "placesVersion"), Json.resource("beijing/villages.json"));
    var units = Units.read(departments, Json.resource("beijing/areas.json"), Json.resource("beijing/streets.json"), Json.resource("place-names-en.json"), communities);
    var calendar = WorkingCalendar.read(Json.resource("calendar.json"));
    return new Catalogue(units, communities, Categories.read(Json.resource("categories.json")), Problems.read(book("problems")),
        Limits.read(Json.resource("limits.json"), calendar), calendar, Channels.read(Json.resource("channels.json")),
        Questions.read(Json.resource("questions.json")), AttachmentRules.read(Json.resource("attachments.json")), Acceptance.read(Json.resource("acceptance.json")),
        DispatchCatalogue.read(book("dispatch").getLast()), Duties.read(Json.resource("duties.json")),
        Knowledge.read(Json.resource("knowledge.json")), DeskRules.read(Json.resource("desk.json")),
        Assessment.load(), SupervisionRules.read(Json.resource("supervision.json")));
  }

  /** The same but for the units and the dispatch catalogue, which people change while the services run. */
  public Catalogue with(Units otherUnits, DispatchCatalogue otherDispatch) {
    return new Catalogue(otherUnits, communities, categories, problems, limits, calendar, channels, questions, attachments, acceptance, otherDispatch, duties, knowledge, desk,
        assessment, supervision);
  }
}
