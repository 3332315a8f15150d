package cn.jsjb.analytics.exporting;

import cn.jsjb.catalogue.Period;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A value of an answer as a file has it: a number, a day, a time in Beijing or a text that no program takes for a formula. */
sealed interface Cell {
  record Number(BigDecimal value, boolean rate) implements Cell {}

  record Day(LocalDate value) implements Cell {}

  record Time(LocalDateTime value) implements Cell {}

  record Text(String value) implements Cell {}

  Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*");
  /** Also the full-width letters that Chinese Excel accepts. */
  String DANGEROUS = "=+-@\t\r\n＝＋－＠'";

  /** @param path of the column; null for nothing */
  static Cell of(JsonNode value, String path, String language) {
    String field = path.substring(path.lastIndexOf('.') + 1);
    return switch (value.getNodeType()) {
      case NULL, MISSING -> null;
      case NUMBER -> new Number(value.decimalValue(), field.endsWith("Rate") || field.endsWith("Share") || field.equals("rate") || field.equals("share") || field.toLowerCase(java.util.Locale.ROOT).endsWith("change"));
      case BOOLEAN -> new Text("en".equals(language) ? value.asText() : value.booleanValue() ? "是" : "否");
      case OBJECT -> new Text(value.has("numerator") ? value.get("numerator").asText() + "/" + value.get("denominator").asText() : value.toString());
      case ARRAY -> new Text(join(value, language));
      default -> text(value.asText(), language);
    };
  }

  private static Cell text(String text, String language) {
    try {
      if (DAY.matcher(text).matches()) {
        return new Day(LocalDate.parse(text));
      }
      if (TIME.matcher(text).matches()) {
        return new Time(OffsetDateTime.parse(text).atZoneSameInstant(Period.ZONE).toLocalDateTime());
      }
    } catch (DateTimeException noTime) {
      // a text after all
    }
    return new Text(guarded(Words.value(text, language)));
  }

  private static String join(JsonNode list, String language) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.isNull() ? "" : Words.listed(one.asText(), language)));
    return guarded(String.join("en".equals(language) ? ", " : "、", texts));
  }

  /** With an apostrophe in front of what a spreadsheet could take for a formula. */
  static String guarded(String text) { return text.isEmpty() || DANGEROUS.indexOf(text.charAt(0)) < 0 ? text : "'" + text; }
}
