package cn.jsjb.intake.receiving;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which column of a table of requests is what, by its English or Chinese heading (as the exports of districts and streets name them),
 * and one row as a request. Pure. Columns of other names are passed over; {@code answers.CODE} answers a category's question.
 */
final class CsvColumns {
  private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

  static {
    name("channel", "渠道", "受理渠道", "渠道编码");
    name("channelMessageId", "消息编号", "渠道编号", "来件编号", "工单编号", "案件编号");
    name("requestType", "诉求类型", "工单类型", "来电类别");
    name("title", "标题");
    name("content", "主要内容", "内容", "诉求内容");
    name("name", "姓名", "来电人", "诉求人");
    name("phone", "电话", "来电号码", "联系方式", "联系电话", "手机号");
    name("email", "邮箱", "电子邮箱");
    name("anonymous", "匿名", "是否匿名");
    name("confidential", "保密", "是否保密");
    name("address", "地址", "详细地址", "问题点位", "小区点位");
    name("district", "districtCode", "区", "被反映区");
    name("locality", "localityCode", "街道", "街乡镇", "被反映街乡镇");
    name("community", "communityCode", "社区", "村/社区");
    name("lon", "经度");
    name("lat", "纬度");
    name("calledAt", "来电时间", "诉求时间", "时间");
    name("category", "分类", "分类编码", "三级分类");
    name("reportedParty", "被反映人", "被反映单位", "企业名称");
    name("attachments", "附件");
  }

  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("[uuuu-M-d][uuuu/M/d][ ]['T']H:mm[:ss]");
  private static final Map<String, RequestType> TYPES = Map.of("咨询", RequestType.INQUIRY, "求助", RequestType.HELP, "投诉", RequestType.COMPLAINT, "举报", RequestType.REPORT,
      "建议", RequestType.SUGGESTION, "表扬", RequestType.PRAISE);

  private static void name(String column, String... others) {
    HEADINGS.put(plain(column), column);
    for (String other : others) {
      HEADINGS.put(plain(other), column);
    }
  }

  /** @param rejected null when the row is a request @param request null when it is none */
  record Row(String messageId, NewComplaint request, Receiving.Rejected rejected) {}

  private final Catalogue catalogue;
  private final List<String> columns;
  private final String channel;

  /** @param channel of rows without a channel of their own, or null */
  CsvColumns(List<String> header, String channel, Catalogue catalogue) {
    this.catalogue = catalogue;
    this.channel = channel;
    this.columns = header.stream().map(h -> plain(h).startsWith("answers.") ? "answers." + h.strip().substring(8).toUpperCase(Locale.ROOT) : HEADINGS.get(plain(h))).toList();
  }

  int width() { return columns.size(); }

  /** A column that has to be there and is not, as English and Chinese heading; null when all are. */
  String missing() {
    return !columns.contains("content") && !columns.contains("title") ? "content 主要内容" : !columns.contains("channelMessageId") ? "channelMessageId 消息编号"
        : channel == null && !columns.contains("channel") ? "channel 渠道" : null;
  }

  /** A heading twice, or null. */
  String repeated() { return columns.stream().filter(c -> c != null && columns.indexOf(c) != columns.lastIndexOf(c)).findFirst().orElse(null); }

  Row row(List<String> fields) {
    Map<String, String> given = new LinkedHashMap<>();
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = cell(fields.get(i));
      if (columns.get(i) != null && value != null) {
        if (columns.get(i).startsWith("answers.")) {
          answers.put(columns.get(i).substring(8), Arrays.stream(value.split("[;；]")).map(String::strip).toList());
        } else {
          given.put(columns.get(i), value);
        }
      }
    }
    String messageId = given.get("channelMessageId");
    try {
      return new Row(messageId, request(given, answers), null);
    } catch (Wrong wrong) {
      return new Row(messageId, null, new Receiving.Rejected(wrong.column, new Refusal(Reason.FIELD_INVALID, wrong.column, wrong.hint)));
    }
  }

  private NewComplaint request(Map<String, String> given, Map<String, List<String>> answers) {
    RequestType type = given.get("requestType") == null ? null : TYPES.containsKey(given.get("requestType")) ? TYPES.get(given.get("requestType"))
        : Arrays.stream(RequestType.values()).filter(t -> t.name().equalsIgnoreCase(given.get("requestType"))).findFirst().orElseThrow(() -> new Wrong("requestType", String.join(", ", TYPES.keySet())));
    NewComplaint.Person person = new NewComplaint.Person(given.get("name"), given.get("phone"), given.get("email"), yes(given, "anonymous"), yes(given, "confidential"));
    List<NewComplaint.Enclosure> attachments = given.get("attachments") == null ? List.of() : Arrays.stream(given.get("attachments").split("[;；\\s]+"))
        .map(hash -> new NewComplaint.Enclosure("附件-" + hash.substring(0, Math.min(8, hash.length())), null, null, hash)).toList();
    return new NewComplaint(given.getOrDefault("channel", channel), given.get("channelMessageId"), type, given.get("title"), given.get("content"), person, place(given),
        time(given.get("calledAt")), category(given.get("category")), given.get("reportedParty"), attachments, answers, null);
  }

  /** Codes as they are; a name that the directory knows is its code; any other name is part of the address, for the locator to read. */
  private NewComplaint.Where place(Map<String, String> given) {
    String district = unit(given.get("district"), null);
    String locality = unit(given.get("locality"), district);
    String community = isCode(given.get("community")) ? given.get("community") : null;
    String words = Stream.of(district == null ? given.get("district") : null, locality == null ? given.get("locality") : null, community == null ? given.get("community") : null, given.get("address"))
        .filter(w -> w != null && !w.equals("不详")).collect(Collectors.joining(" "));
    return new NewComplaint.Where(words.isEmpty() ? null : words, district, locality, community, number(given, "lon"), number(given, "lat"));
  }

  private String unit(String given, String within) {
    return given == null || isCode(given) ? given : catalogue.units().all().stream()
        .filter(u -> (u.kind() == Unit.Kind.DISTRICT || u.kind() == Unit.Kind.LOCALITY) && u.name().equals(given) && (within == null || within.equals(u.districtCode())))
        .map(Unit::code).reduce((a, b) -> "").filter(code -> !code.isEmpty()).orElse(null);
  }

  private String category(String given) {
    return given == null || isCode(given) ? given : catalogue.categories().all().stream().filter(c -> c.name().equals(given)).map(Category::code).findFirst().orElse(null);
  }

  private static boolean isCode(String text) { return text != null && text.matches("\\d+"); }

  private static Boolean yes(Map<String, String> given, String column) {
    String value = given.get(column);
    return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
      case "" -> null;
      case "是", "true", "1", "yes", "y" -> true;
      case "否", "false", "0", "no", "n" -> false;
      default -> throw new Wrong(column, "是/否");
    };
  }

  private static Double number(Map<String, String> given, String column) {
    try {
      return given.get(column) == null ? null : Double.valueOf(given.get(column));
    } catch (NumberFormatException e) {
      throw new Wrong(column, "116.2");
    }
  }

  /** With an offset, or the city's time. */
  private static Instant time(String given) {
    if (given == null) {
      return null;
    }
    try {
      if (given.length() <= 10) {
        return LocalDate.parse(given, DateTimeFormatter.ofPattern("[uuuu-M-d][uuuu/M/d]")).atStartOfDay(CITY).toInstant();
      }
      return given.matches(".*(Z|[+-]\\d{2}:\\d{2})$") ? OffsetDateTime.parse(given.replace(' ', 'T')).toInstant() : LocalDateTime.parse(given, LOCAL).atZone(CITY).toInstant();
    } catch (DateTimeException e) {
      throw new Wrong("calledAt", "2026-05-06 11:22:00");
    }
  }

  /** What a spreadsheet puts around a number that it must not touch goes. */
  private static String cell(String raw) {
    String value = raw.strip();
    if (value.startsWith("=\"") && value.endsWith("\"") && value.length() > 3) {
      value = value.substring(2, value.length() - 1);
    }
    value = value.startsWith("'") ? value.substring(1) : value;
    return value.isBlank() ? null : value.strip();
  }

  private static String plain(String heading) { return Normalizer.normalize(heading, Normalizer.Form.NFKC).replaceAll("[\\s*\uFEFF]", "").toLowerCase(Locale.ROOT); }

  private static final class Wrong extends RuntimeException {
    private final String column;
    private final String hint;

    Wrong(String column, String hint) {
      super(null, null, false, false);
      this.column = column;
      this.hint = hint;
    }
  }
}
