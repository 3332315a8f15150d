package cn.jsjb.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * A column that a projection fills from a folded state.
 *
 * @param once written when the row is inserted and left alone afterwards: for long texts that only the first facts carry
 */
public record Column<S>(String name, Type type, Function<S, ?> value, boolean once) {

  public enum Type {
    TEXT("text", String[]::new), INT("int", Integer[]::new), BIGINT("bigint", Long[]::new), BOOLEAN("boolean", Boolean[]::new),
    DOUBLE("double precision", Double[]::new), TIMESTAMPTZ("timestamptz", OffsetDateTime[]::new);

    final String sql;
    private final java.util.function.IntFunction<Object[]> array;

    Type(String sql, java.util.function.IntFunction<Object[]> array) {
      this.sql = sql;
      this.array = array;
    }

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    Object[] array(int length) { return array.apply(length); }

    /**
     * As PostgreSQL keeps it: microseconds, where it rounds or truncates the rest depending on the protocol, so we truncate. What
     * it refuses and a log may hold must not stop the follower: the character NUL goes, a time outside the years 1 to 9999 is none.
     */
    static Object toSql(Object value) {
      return switch (value) {
        case Instant at when at.isBefore(EARLIEST) || at.isAfter(LATEST) -> null;
        case Instant at -> at.truncatedTo(java.time.temporal.ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        case String text when text.indexOf('\0') >= 0 -> text.replace("\0", "");
        case null, default -> value;
      };
    }
  }

  public static <S> Column<S> text(String name, Function<S, String> value) { return new Column<>(name, Type.TEXT, value, false); }

  public static <S> Column<S> integer(String name, Function<S, Integer> value) { return new Column<>(name, Type.INT, value, false); }

  public static <S> Column<S> bigint(String name, Function<S, Long> value) { return new Column<>(name, Type.BIGINT, value, false); }

  public static <S> Column<S> bool(String name, Function<S, Boolean> value) { return new Column<>(name, Type.BOOLEAN, value, false); }

  public static <S> Column<S> number(String name, Function<S, Double> value) { return new Column<>(name, Type.DOUBLE, value, false); }

  public static <S> Column<S> instant(String name, Function<S, Instant> value) { return new Column<>(name, Type.TIMESTAMPTZ, value, false); }

  public Column<S> writtenOnce() { return new Column<>(name, type, value, true); }

  Object of(S state) { return state == null ? null : Type.toSql(value.apply(state)); }
}
