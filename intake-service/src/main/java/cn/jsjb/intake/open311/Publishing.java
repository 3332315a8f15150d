package cn.jsjb.intake.open311;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Community;
import cn.jsjb.catalogue.Question;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the public may know. Pure. The words of a request are only shown when it came in over this very interface, whose senders
 * know that it is public, and then masked; of any other the public reads what kind of matter it is. Places end at the community,
 * coordinates at a thousandth of a degree (about 100 m; assumption), replies are the claimant's own.
 */
final class Publishing {
  static final String CHANNEL = "OPEN311";
  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
  /** Without fractions: clients of the field refuse them. */
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
  private static final int KEYWORDS = 8;

  /** What the table says of a published request. */
  record Facts(String ticketNo, String channel, String status, String category, String content, String districtCode, String localityCode, String communityCode,
      Double lon, Double lat, String unitCode, Instant dueAt, Instant receivedAt, Instant updatedAt) {}

  private final Catalogue catalogue;

  Publishing(Catalogue catalogue) { this.catalogue = catalogue; }

  List<GeoReport.Service> services() {
    return catalogue.categories().all().stream().map(c -> new GeoReport.Service(c.code(), c.name(), description(c), !catalogue.questions().of(c.code()).isEmpty(),
        "realtime", keywords(c), catalogue.categories().heading(c.l1()).orElseThrow().name())).toList();
  }

  private String description(Category c) { return String.join(" / ", catalogue.categories().path(c.code())) + " · " + c.en(); }

  private static String keywords(Category c) {
    return c.terms().weights().entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())).limit(KEYWORDS)
        .map(Map.Entry::getKey).collect(Collectors.joining(", "));
  }

  /** The extra questions of a service; null when there is no such service. */
  GeoReport.Definition definition(String serviceCode) {
    if (catalogue.categories().find(serviceCode).isEmpty()) {
      return null;
    }
    List<Question> questions = catalogue.questions().of(serviceCode);
    return new GeoReport.Definition(serviceCode, IntStream.range(0, questions.size()).mapToObj(i -> attribute(questions.get(i), i + 1)).toList());
  }

  private static GeoReport.Attribute attribute(Question q, int order) {
    return new GeoReport.Attribute(true, q.code(), q.type().name().toLowerCase(Locale.ROOT), q.required(), q.hint() == null ? "" : q.hint(), order,
        q.name() + " " + q.en(), q.values().stream().map(v -> new GeoReport.Value(v.key(), v.name() + " " + v.en())).toList());
  }

  GeoReport.Discovery discovery(String base) {
    String changed = time(catalogue.questions().validFrom().atStartOfDay(CITY).toInstant());
    return new GeoReport.Discovery(changed, "北京市 12345 市民服务热线 / Beijing 12345 citizens' hotline: +86 10 12345",
        "api_key：本系统签发的 adapter 令牌，或服务方登记的密钥 / a token of this system with the role adapter, or a key that the hotline has registered for you",
        Stream.of("production", "test").map(type -> new GeoReport.Endpoint("http://wiki.open311.org/GeoReport_v2", base + (type.equals("test") ? "/open311/test/v2" : "/open311/v2"),
            changed, type, List.of("text/xml", "application/json"))).toList());
  }

  GeoReport.Request request(Facts f) {
    Category category = catalogue.categories().find(f.category()).orElse(null);
    return new GeoReport.Request(f.ticketNo(), status(Stage.valueOf(f.status())), Stage.valueOf(f.status()).chinese(), category == null ? f.category() : category.name(), f.category(),
        CHANNEL.equals(f.channel()) && f.content() != null ? Masking.mask(f.content()) : category == null ? null : description(category),
        unit(f.unitCode()), null, time(f.receivedAt()), time(f.updatedAt()), time(f.dueAt()), address(f), addressId(f), null, rounded(f.lat()), rounded(f.lon()), null);
  }

  /** Each change of status is an update; the newest states are the last. */
  List<GeoReport.Update> updates(Complaint.Ticket ticket, Instant from, Instant to) {
    List<GeoReport.Update> updates = new ArrayList<>();
    for (int i = 0; i < ticket.steps().size(); i++) {
      Complaint.Step step = ticket.steps().get(i);
      if (!step.at().isBefore(from) && !step.at().isAfter(to)) {
        updates.add(new GeoReport.Update(ticket.ticketNo() + "-" + (i + 1), ticket.ticketNo(), status(step.stage()), time(step.at()),
            step.unit() == null ? step.stage().chinese() : step.stage().chinese() + " " + unit(step.unit()), null));
      }
    }
    return updates;
  }

  static String status(Stage stage) { return stage.isOpen() ? "open" : "closed"; }

  /** To the whole second, downwards. */
  static String time(Instant at) { return at == null ? null : TIME.format(at.atZone(CITY)); }

  /** A time as GeoReport writes it, or a day of the city; null when it is none. A plus sign may have become a space on the way. */
  static Instant instant(String text) {
    try {
      String given = text.strip().replace(' ', '+');
      return given.length() == 10 ? LocalDate.parse(given).atStartOfDay(CITY).toInstant()
          : java.time.OffsetDateTime.parse(given).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    } catch (java.time.DateTimeException e) {
      return null;
    }
  }

  private String unit(String code) { return code == null ? null : catalogue.units().find(code).map(Unit::name).orElse(code); }

  private String address(Facts f) {
    String community = f.communityCode() == null ? null : catalogue.communities().find(f.communityCode()).map(Community::name).orElse(null);
    String address = Stream.of(unit(f.districtCode()), unit(f.localityCode()), community).filter(n -> n != null).collect(Collectors.joining());
    return address.isEmpty() ? null : address;
  }

  private static String addressId(Facts f) { return f.communityCode() != null ? f.communityCode() : f.localityCode() != null ? f.localityCode() : f.districtCode(); }

  private static Double rounded(Double degrees) { return degrees == null ? null : Math.round(degrees * 1_000) / 1_000d; }
}
