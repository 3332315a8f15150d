package cn.jsjb.intake.open311;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Question;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.receiving.NewComplaint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a posted service request to a request as every channel sends it; the rest is judged there. Pure. */
final class Requesting {
  /** As GeoReport v2 says it, in characters. */
  static final int DESCRIPTION = 4_000;

  private Requesting() {}

  /** @param messageId names the posting (rule CH1); a client that repeats it gets the same request */
  static NewComplaint request(Form form, String messageId, List<NewComplaint.Enclosure> pictures, Catalogue catalogue) {
    String code = form.get("service_code");
    if (code == null) {
      throw Fault.of(Reason.ANSWER_MISSING, "service_code", "/services");
    }
    Category category = catalogue.categories().find(code).orElseThrow(() -> Fault.of(Reason.NOT_FOUND, "service_code " + shown(code)));
    String description = form.get("description");
    if (description != null && description.codePointCount(0, description.length()) > DESCRIPTION) {
      throw Fault.of(Reason.FIELD_TOO_LONG, "description", DESCRIPTION);
    }
    String media = form.get("media_url");
    String words = Stream.of(description, media == null ? null : "附图 / media: " + media).filter(t -> t != null).collect(Collectors.joining("\n"));
    return new NewComplaint(Publishing.CHANNEL, messageId, null, category.name(), words.isEmpty() ? null : words,
        new NewComplaint.Person(name(form), form.get("phone"), form.get("email"), null, null), place(form, catalogue), null, code, null, pictures,
        answers(form, code, catalogue), null);
  }

  private static Map<String, List<String>> answers(Form form, String code, Catalogue catalogue) {
    Map<String, List<String>> answers = form.attributes();
    for (Question question : catalogue.questions().of(code)) {
      if (question.required() && !answers.containsKey(question.code())) {
        throw Fault.of(Reason.ANSWER_MISSING, question.code(), question.name());
      }
    }
    return answers;
  }

  /** 姓名: family name first where it is written in Han characters. */
  private static String name(Form form) {
    String first = form.get("first_name");
    String last = form.get("last_name");
    if (first == null || last == null) {
      return first == null ? last : first;
    }
    boolean han = (last + first).codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    return han ? last + first : first + " " + last;
  }

  private static NewComplaint.Where place(Form form, Catalogue catalogue) {
    Double lat = degrees(form, "lat", 90);
    Double lon = degrees(form, "long", 180);
    String address = form.get("address_string");
    String id = form.get("address_id");
    if (address == null && id == null && (lat == null || lon == null)) {
      throw Fault.of(Reason.LOCATION_MISSING);
    }
    boolean both = lat != null && lon != null;
    if (id == null) {
      return new NewComplaint.Where(address, null, null, null, both ? lon : null, both ? lat : null);
    }
    // Our address ids are the codes of districts, localities and communities.
    boolean community = catalogue.communities().find(id).isPresent();
    boolean district = id.length() == 6;
    if (!community && catalogue.units().find(id).isEmpty()) {
      throw Fault.of(Reason.PLACE_IN_NO_LOCALITY, shown(id));
    }
    return new NewComplaint.Where(address, district ? id : null, community ? id.substring(0, 9) : district ? null : id, community ? id : null, both ? lon : null, both ? lat : null);
  }

  static Double degrees(Form form, String field, int most) {
    String given = form.get(field);
    if (given == null) {
      return null;
    }
    try {
      double degrees = Double.parseDouble(given);
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Fault.of(Reason.FIELD_INVALID, field, "−%d…%d".formatted(most, most));
  }

  static String shown(String given) { return given.length() > 60 ? given.substring(0, 60) + "…" : given; }
}
