package cn.jsjb.intake.receiving;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Channel;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Question;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.IntakeEvent.Claimant;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.RequestReceived;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.Matching;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.disposing.Disposing;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.log.Ids;
import cn.jsjb.log.PrivateBox;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** 受理: whether a request can be taken, and what is then said about it. Pure; knows the catalogue and no database. */
public final class Receiving {
  /** The day of a ticket number is the city's. */
  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
  private static final int TITLE = 200, CONTENT = 10_000, MESSAGE_ID = 200, NAME = 50, ADDRESS = 300, PARTY = 200, ATTACHMENTS = 20, ANSWER = 500, CHOICES = 20;
  /** A channel's clock may be ahead this much (assumption). */
  private static final Duration AHEAD = Duration.ofHours(1);
  /** Nothing is older than the hotline itself, 1987 (domain 0.3). */
  private static final Instant OLDEST = Instant.parse("1987-01-01T00:00:00Z");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,20}");
  private static final Pattern PHONE_ORNAMENT = Pattern.compile("[\\s\\-()（）—]");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final String SECRET = "保密";
  private static final String NEUTRAL_TITLE = "保密诉求";

  public sealed interface Verdict {}

  /** Cannot be taken: which field, and why. */
  public record Rejected(String field, Refusal refusal) implements Verdict {}

  /**
   * Can be taken.
   *
   * @param open what everybody may read; its claimant is still unknown
   * @param person what only the key opens; null when nothing about a person was given
   */
  public record Acceptable(String complaintId, RequestReceived open, Person person, boolean anonymous, boolean confidential) implements Verdict {
    /** The id of a complaint's first fact: the same for every posting of the message. */
    public String eventId() { return Ids.named("received", complaintId).toString(); }

    /**
     * The first fact, once the claimant's data is in its box. The same request, secret and box give the same fact.
     *
     * @param sealed the person in his box, or null when there is none
     * @param otherwise where the operator decided nothing; may be null
     */
    public RequestReceived event(PrivateBox secret, PrivateBox.Result sealed, Disposition otherwise) {
      String phone = person == null ? null : person.phone();
      return with(open.attachments(), new Claimant(anonymous, confidential, sealed == null ? null : sealed.box(), Matching.phone(secret, phone), Matching.lastFour(secret, complaintId, phone)),
          open.disposition() == null ? otherwise : open.disposition());
    }

    /** The same with what the store knows of the attachments. */
    public Acceptable with(List<Attachment> attachments) { return new Acceptable(complaintId, with(attachments, open.claimant(), open.disposition()), person, anonymous, confidential); }

    private RequestReceived with(List<Attachment> attachments, Claimant claimant, Disposition disposition) {
      return new RequestReceived(open.ticketNo(), open.channel(), open.channelMessageId(), open.requestType(), open.title(), open.content(),
          open.place(), open.calledAt(), open.category(), open.reportedParty(), attachments, open.answers(), claimant, disposition);
    }
  }

  /**
   * Data about a person (个人信息).
   *
   * @param title, content, answers the words of a confidential request, else null
   */
  public record Person(String name, String phone, String email, String title, String content, Map<String, List<String>> answers) {}

  private final Catalogue catalogue;
  private final Classifier classifier;
  private final Locator locator;

  public Receiving(Catalogue catalogue, Classifier classifier, Locator locator) {
    this.catalogue = catalogue;
    this.classifier = classifier;
    this.locator = locator;
  }

  public Verdict decide(NewComplaint request, Instant now) {
    try {
      return accept(request, now);
    } catch (Bad bad) {
      return bad.rejected;
    }
  }

  private Acceptable accept(NewComplaint request, Instant now) {
    if (request == null) {
      throw new Bad(null, Reason.MALFORMED, "JSON");
    }
    String channel = required("channel", request.channel(), 40);
    Channel way = catalogue.channels().find(channel).orElseThrow(() -> new Bad("channel", Reason.UNKNOWN_CHANNEL, channel));
    if (!way.isOpenOn(now.atZone(CITY).toLocalDate())) {
      throw new Bad("channel", Reason.CHANNEL_CLOSED, channel, Names.channel(channel));
    }
    String messageId = required("channelMessageId", request.channelMessageId(), MESSAGE_ID);
    String title = text("title", request.title(), TITLE);
    String content = text("content", request.content(), CONTENT);
    if (title == null && content == null) {
      throw new Bad("content", Reason.FIELD_MISSING, "content");
    }
    if (request.calledAt() != null && (request.calledAt().isAfter(now.plus(AHEAD)) || request.calledAt().isBefore(OLDEST))) {
      throw new Bad("calledAt", Reason.FIELD_INVALID, "calledAt", request.calledAt());
    }
    Place place = checkedPlace(request.place(), catalogue);
    String category = text("category", request.category(), 40);
    String party = text("reportedParty", request.reportedParty(), PARTY);
    List<Attachment> attachments = checkedAttachments(request.attachments());
    Map<String, List<String>> answers = checkedAnswers(category, request.answers());
    Disposition disposition = checkedDisposition(request, now);

    NewComplaint.Person claimant = request.claimant();
    String name = claimant == null ? null : text("claimant.name", claimant.name(), NAME);
    String phone = claimant == null ? null : phone(claimant.phone());
    String email = claimant == null ? null : text("claimant.email", claimant.email(), 254);
    if (email != null && !EMAIL.matcher(email).matches()) {
      throw new Bad("claimant.email", Reason.FIELD_INVALID, "claimant.email", "name@example.org");
    }
    boolean secret = claimant != null && (Boolean.TRUE.equals(claimant.confidential()) || SECRET.equals(claimant.name()) || SECRET.equals(claimant.phone()));
    name = SECRET.equals(name) ? null : name;
    boolean anonymous = name == null && phone == null && email == null || claimant != null && Boolean.TRUE.equals(claimant.anonymous());

    RequestType type = request.requestType();
    Person person = name == null && phone == null && email == null ? null : new Person(name, phone, email, null, null, null);
    if (secret) {
      // The words go into the box, so this is the only time they can be read: file the request now, by codes alone.
      Classifier.Reading reading = classifier.read(title, content, type, category, now);
      type = reading.requestType();
      category = reading.classification().category();
      place = locator.locate(place, title, content).place();
      person = new Person(name, phone, email, title, content, answers);
      attachments = nameless(attachments);
      title = NEUTRAL_TITLE;
      content = null;
      answers = null;
    }
    String id = Ids.complaint(channel, messageId);
    Instant day = request.calledAt() == null ? now : request.calledAt();
    return new Acceptable(id, new RequestReceived(Ids.ticketNo(id, day.atZone(CITY).toLocalDate()), channel, messageId, type, title, content, place,
        request.calledAt(), category, party, attachments, answers, null, disposition), person, anonymous, secret);
  }

  /** An operator decides during the call; what needs a look at other tickets is a command of its own. */
  private Disposition checkedDisposition(NewComplaint request, Instant now) {
    NewComplaint.Decided given = request.disposition();
    if (given == null) {
      return null;
    }
    if (given.kind() == null) {
      throw new Bad("disposition.kind", Reason.FIELD_MISSING, "disposition.kind");
    }
    String text = text("disposition.text", given.text(), Disposing.TEXT);
    return switch (given.kind()) {
      case HOLD -> new Disposition(DispositionKind.HOLD, text, null, null, null, null);
      case ANSWER -> {
        if (request.requestType() != RequestType.INQUIRY) {
          throw new Bad("requestType", Reason.FIELD_INVALID, "requestType", "INQUIRY");
        }
        String item = required("disposition.item", given.item(), 40);
        var version = catalogue.knowledge().find(item).flatMap(i -> i.at(now)).orElseThrow(() -> new Bad("disposition.item", Reason.UNKNOWN_KNOWLEDGE, item));
        yield new Disposition(DispositionKind.ANSWER, text == null ? version.answer() : text, item, version.version(), null, null);
      }
      case DIVERSION -> {
        if (given.target() == null) {
          throw new Bad("disposition.target", Reason.FIELD_MISSING, "disposition.target");
        }
        yield new Disposition(DispositionKind.DIVERSION, told(text, given.target().name(), now), null, null, given.target(), null);
      }
      case REFUSAL -> {
        if (given.ground() == null || Disposing.looksAtOtherTickets(given.ground())) {
          throw new Bad("disposition.ground", given.ground() == null ? Reason.FIELD_MISSING : Reason.FIELD_INVALID, "disposition.ground", "SECRET, UNLAWFUL_OR_INDECENT, OUT_OF_SCOPE_ADVISED");
        }
        yield new Disposition(DispositionKind.REFUSAL, told(text, given.ground().name(), now), null, null, null, given.ground());
      }
    };
  }

  private String told(String text, String code, Instant now) { return text == null ? catalogue.desk().at(now).advice(code) : text; }

  private static Place checkedPlace(NewComplaint.Where where, Catalogue catalogue) {
    if (where == null) {
      return Place.UNKNOWN;
    }
    String address = text("place.address", where.address(), ADDRESS);
    String district = unknown(where.districtCode());
    String locality = unknown(where.localityCode());
    String community = unknown(where.communityCode());
    if (district != null && catalogue.units().find(district).filter(u -> u.kind() == Unit.Kind.DISTRICT).isEmpty()) {
      throw new Bad("place.districtCode", Reason.PLACE_IN_NO_LOCALITY, district);
    }
    if (locality != null) {
      Optional<Unit> unit = catalogue.units().find(locality).filter(u -> u.kind() == Unit.Kind.LOCALITY || u.kind() == Unit.Kind.ZONE || u.kind() == Unit.Kind.DISTRICT && u.code().length() == 9);
      if (unit.isEmpty() || district != null && !unit.get().districtCode().equals(district) && !locality.startsWith(district)) {
        throw new Bad("place.localityCode", Reason.PLACE_IN_NO_LOCALITY, locality);
      }
      district = unit.get().districtCode();
      locality = unit.get().kind() == Unit.Kind.DISTRICT ? null : locality;
    }
    if (community != null) {
      String within = locality != null ? locality : district;
      if (catalogue.communities().find(community).isEmpty() || within != null && !community.startsWith(within)) {
        throw new Bad("place.communityCode", Reason.PLACE_IN_NO_LOCALITY, community);
      }
    }
    coordinate("place.lon", where.lon(), 180);
    coordinate("place.lat", where.lat(), 90);
    if (where.lon() == null ^ where.lat() == null) {
      String missing = where.lon() == null ? "place.lon" : "place.lat";
      throw new Bad(missing, Reason.FIELD_MISSING, missing);
    }
    return new Place(address, district, locality, community, where.lon(), where.lat());
  }

  /** "不详" is a legal value of a place (domain 3.2). */
  private static String unknown(String code) { return code == null || code.isBlank() || code.strip().equals("不详") ? null : code.strip(); }

  private static void coordinate(String field, Double degrees, int most) {
    if (degrees != null && !(Math.abs(degrees) <= most)) {
      throw new Bad(field, Reason.FIELD_INVALID, field, degrees);
    }
  }

  /** Digits only, without the country's prefix, so that one number has one form; 保密 is no number (rule P5). */
  private static String phone(String given) {
    if (given == null || given.isBlank() || given.strip().equals(SECRET)) {
      return null;
    }
    String digits = PHONE_ORNAMENT.matcher(Normalizer.normalize(given, Normalizer.Form.NFKC)).replaceAll("");
    if (!PHONE.matcher(digits).matches()) {
      // The number itself is not repeated: it may be a person's.
      throw new Bad("claimant.phone", Reason.FIELD_INVALID, "claimant.phone", "5–20 位数字 / 5 to 20 digits");
    }
    return digits.replaceFirst("^(\\+86|0086)", "").replaceFirst("^\\+", "00");
  }

  private static List<Attachment> checkedAttachments(List<NewComplaint.Enclosure> given) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    if (given.size() > ATTACHMENTS) {
      throw new Bad("attachments", Reason.FIELD_TOO_LONG, "attachments", ATTACHMENTS);
    }
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String field = "attachments[%d]".formatted(i);
      NewComplaint.Enclosure enclosure = given.get(i);
      if (enclosure == null) {
        throw new Bad(field, Reason.FIELD_MISSING, field);
      }
      String sha256 = required(field + ".sha256", enclosure.sha256(), 64);
      if (!SHA_256.matcher(sha256).matches()) {
        throw new Bad(field + ".sha256", Reason.FIELD_INVALID, field + ".sha256", "64 hex");
      }
      if (enclosure.size() != null && enclosure.size() < 0) {
        throw new Bad(field + ".size", Reason.FIELD_INVALID, field + ".size", enclosure.size());
      }
      attachments.add(new Attachment(required(field + ".name", enclosure.name(), 200), text(field + ".mediaType", enclosure.mediaType(), 100),
          enclosure.size() == null ? 0 : enclosure.size(), sha256));
    }
    return attachments;
  }

  /** Answers to questions that the category asks, each of its type. What is not answered is asked later by a person. */
  private Map<String, List<String>> checkedAnswers(String category, Map<String, List<String>> given) {
    if (given == null || given.isEmpty()) {
      return null;
    }
    if (category == null) {
      throw new Bad("category", Reason.FIELD_MISSING, "category");
    }
    Map<String, List<String>> answers = new TreeMap<>();
    given.forEach((code, values) -> {
      String field = "answers." + (code.length() > 40 ? code.substring(0, 40) : code);
      Question question = catalogue.questions().of(category).stream().filter(q -> q.code().equals(code)).findFirst()
          .orElseThrow(() -> new Bad(field, Reason.NO_SUCH_QUESTION, category, field));
      List<String> clean = values == null ? List.of() : values.stream().map(value -> text(field, value, ANSWER)).filter(value -> value != null).toList();
      if (!clean.isEmpty() && (clean.size() > CHOICES || !question.isAnsweredBy(clean))) {
        throw new Bad(field, Reason.FIELD_INVALID, field, question.type() + (question.hint() == null ? "" : " " + question.hint()));
      }
      if (!clean.isEmpty()) {
        answers.put(code, clean);
      }
    });
    return answers.isEmpty() ? null : answers;
  }

  /** The name of a file may tell whose it is. */
  private static List<Attachment> nameless(List<Attachment> named) {
    List<Attachment> nameless = new ArrayList<>();
    for (Attachment a : named) {
      nameless.add(new Attachment("附件" + (nameless.size() + 1), a.mediaType(), a.size(), a.sha256()));
    }
    return nameless;
  }

  private static String required(String field, String given, int most) {
    String text = text(field, given, most);
    if (text == null) {
      throw new Bad(field, Reason.FIELD_MISSING, field);
    }
    return text;
  }

  /**
   * Words as they are kept: NFC, without control characters but line breaks and tabs, stripped; null when nothing is left. Length
   * counts characters as people do: a Han character outside the basic plane is one.
   */
  static String text(String field, String given, int most) {
    if (given == null) {
      return null;
    }
    String clean = given;
    for (int i = 0; i < given.length(); i++) {
      char unit = given.charAt(i);
      if (Character.isHighSurrogate(unit) && i + 1 < given.length() && Character.isLowSurrogate(given.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        throw new Bad(field, Reason.FIELD_INVALID, field, "UTF-16 surrogate");
      } else if (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t' || unit == 0x7f) {
        clean = null;
      }
    }
    if (clean == null) {
      StringBuilder kept = new StringBuilder(given.length());
      given.chars().filter(c -> c >= 0x20 && c != 0x7f || c == '\n' || c == '\r' || c == '\t').forEach(c -> kept.append((char) c));
      clean = kept.toString();
    }
    clean = (Normalizer.isNormalized(clean, Normalizer.Form.NFC) ? clean : Normalizer.normalize(clean, Normalizer.Form.NFC)).strip();
    if (clean.length() > most && clean.codePointCount(0, clean.length()) > most) {
      throw new Bad(field, Reason.FIELD_TOO_LONG, field, most);
    }
    return clean.isEmpty() ? null : clean;
  }

  /** The same checks for the further words of a claimant. @throws Refused naming the field */
  public static String words(String field, String given, int most) { return refusing(() -> text(field, given, most)); }

  /** @throws Refused naming the field */
  public static List<Attachment> attachments(List<NewComplaint.Enclosure> given) { return refusing(() -> checkedAttachments(given)); }

  /** A telephone number in its one form, or null. @throws Refused naming the field */
  public static String number(String given) { return refusing(() -> phone(given)); }

  /** @throws Refused naming the field */
  public static Place place(NewComplaint.Where where, Catalogue catalogue) { return refusing(() -> checkedPlace(where, catalogue)); }

  private static <T> T refusing(Supplier<T> check) {
    try {
      return check.get();
    } catch (Bad bad) {
      throw new Refused(bad.rejected.refusal(), bad.rejected.field());
    }
  }

  /** Leaves the checks in one step; never leaves this class. Cheap: it carries no stack. */
  private static final class Bad extends RuntimeException {
    private final transient Rejected rejected;

    Bad(String field, Reason reason, Object... details) {
      super(null, null, false, false);
      rejected = new Rejected(field, new Refusal(reason, details));
    }
  }
}
