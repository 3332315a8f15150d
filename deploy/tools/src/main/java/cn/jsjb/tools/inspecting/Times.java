package cn.jsjb.tools.inspecting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as inspectors write and read them: Beijing (Asia/Shanghai), unless an offset says otherwise. */
final class Times {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(BEIJING);

  private Times() {}

  static String shown(Instant at) { return SHOWN.format(at); }

  /** A day means its beginning. */
  static final class From implements ITypeConverter<Instant> {
    @Override public Instant convert(String text) { return instant(text, 0); }
  }

  /** A day means the whole of it. */
  static final class Until implements ITypeConverter<Instant> {
    @Override public Instant convert(String text) { return instant(text, 1); }
  }

  private static Instant instant(String text, int days) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException withoutOffset) {
      try {
        return text.contains("T") ? LocalDateTime.parse(text).atZone(BEIJING).toInstant() : LocalDate.parse(text).plusDays(days).atStartOfDay(BEIJING).toInstant().minusMillis(days);
      } catch (DateTimeException neither) {
        throw new TypeConversionException("'%s' 不是时间 / is not a time: 2026-05-06, 2026-05-06T11:22 (北京时间 Beijing), 2026-05-06T11:22:00+08:00".formatted(text));
      }
    }
  }
}
