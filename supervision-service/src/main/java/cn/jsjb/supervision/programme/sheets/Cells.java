package cn.jsjb.supervision.programme.sheets;

import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.supervision.programme.Planning;
import cn.jsjb.supervision.programme.sheets.Layout.Sheet;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;

/** The cells of one line, taken by the name of their column. What does not fit is noted; null then stands for it. */
final class Cells {
  private static final int MEASURES = 40;

  private final String sheet;
  private final Sheet layout;
  private final Row row;
  private final Map<String, Integer> places;
  private final Units units;
  private final List<LineProblem> problems;
  private boolean good = true;

  Cells(String sheet, Sheet layout, Row row, Map<String, Integer> places, Units units, List<LineProblem> problems) {
    this.sheet = sheet;
    this.layout = layout;
    this.row = row;
    this.places = places;
    this.units = units;
    this.problems = problems;
  }

  boolean isGood() { return good; }

  private <T> T wrong(String column, Reason reason, Object... details) {
    good = false;
    problems.add(LineProblem.of(sheet, row.getRowNum(), layout.column(column).header(), new Refusal(reason, details)));
    return null;
  }

  private <T> T invalid(String column, Object value) { return wrong(column, Reason.FIELD_INVALID, layout.column(column).header(), value); }

  /** Null for an empty cell; a required one is noted. */
  private Cell cell(String column) {
    Integer at = places.get(column);
    Cell cell = at == null || at >= row.getCellCount() ? null : row.getCell(at);
    if (cell != null && (cell.getType() == CellType.FORMULA || cell.getType() == CellType.ERROR)) {
      return invalid(column, "公式或错误值，请粘贴为数值 / a formula or an error; paste the value");
    }
    boolean empty = cell == null || cell.getType() == CellType.EMPTY || cell.getText().isBlank();
    return !empty ? cell : layout.column(column).required() ? wrong(column, Reason.FIELD_MISSING, layout.column(column).header()) : null;
  }

  String text(String column, int atMost) {
    String text = lines(column, atMost);
    return text == null ? null : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  private String lines(String column, int atMost) {
    Cell cell = cell(column);
    if (cell == null) {
      return null;
    }
    String text = Guarded.read(cell.getType() == CellType.NUMBER ? cell.asNumber().toPlainString() : cell.getText().strip());
    return text.codePointCount(0, text.length()) > atMost ? wrong(column, Reason.FIELD_TOO_LONG, layout.column(column).zh(), atMost) : text;
  }

  String code(String column) {
    String text = text(column, 40);
    return text == null || text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}") ? text : invalid(column, text);
  }

  String unit(String column) {
    String code = text(column, 40);
    return code == null || units.find(code).isPresent() ? code : wrong(column, Reason.UNKNOWN_UNIT, code);
  }

  List<String> units(String column) {
    String text = text(column, 1_000);
    List<String> codes = text == null ? List.of() : Arrays.stream(text.split("[、,，;；\\s]+")).filter(c -> !c.isBlank()).distinct().toList();
    return codes.stream().filter(code -> units.find(code).isEmpty()).findFirst().<List<String>>map(code -> wrong(column, Reason.UNKNOWN_UNIT, code)).orElse(good ? codes : List.of());
  }

  String scope() {
    String code = text("scope", 40);
    return code == null || Planning.isScope(code, units) ? code : wrong("scope", Reason.NOT_A_SCOPE, code);
  }

  BigDecimal number(String column) {
    Cell cell = cell(column);
    if (cell == null) {
      return null;
    }
    try {
      BigDecimal number = cell.getType() == CellType.NUMBER ? cell.asNumber() : new BigDecimal(Guarded.read(cell.getText().strip()).replaceAll("[,，\\s]", ""));
      BigDecimal plain = number.precision() - number.scale() > 15 ? number : number.stripTrailingZeros();
      plain = plain.scale() < 0 && plain.precision() - plain.scale() <= 15 ? plain.setScale(0) : plain;
      return plain.signum() < 0 || plain.scale() > 4 || plain.precision() - plain.scale() > 15 ? invalid(column, cell.getText()) : plain;
    } catch (ArithmeticException | NumberFormatException none) {
      return invalid(column, cell.getText());
    }
  }

  Integer whole(String column) {
    BigDecimal number = number(column);
    return number == null ? null : number.scale() > 0 || number.precision() > 6 ? invalid(column, number) : Integer.valueOf(number.intValue());
  }

  /** A date cell, or what offices type: 2021-6-20, 2021/6/20, 2021.6.20, 2021年6月20日. */
  LocalDate day(String column) {
    Cell cell = cell(column);
    if (cell == null) {
      return null;
    }
    try {
      String[] parts = cell.getType() == CellType.NUMBER ? null : cell.getText().strip().split("[-/.年月日]");
      LocalDate day = parts == null ? cell.asDate().toLocalDate() : parts.length != 3 ? LocalDate.MIN
          : LocalDate.of(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()), Integer.parseInt(parts[2].strip()));
      return day.getYear() < 2000 || day.getYear() > 2100 ? invalid(column, cell.getText()) : day;
    } catch (DateTimeException | NumberFormatException none) {
      return invalid(column, cell.getText());
    }
  }

  /** A constant by its name as offices write it; its code is understood too. */
  <E extends Enum<E>> E word(String column, E[] all) {
    String text = text(column, 40);
    return text == null ? null : Arrays.stream(all).filter(e -> Names.of(e).chinese().equals(text) || e.name().equalsIgnoreCase(text)).findFirst().orElseGet(() -> invalid(column, text));
  }

  boolean yes(String column) {
    String text = text(column, 10);
    if (text != null && !List.of("是", "否", "true", "false").contains(text.toLowerCase())) {
      invalid(column, text);
    }
    return "是".equals(text) || "true".equalsIgnoreCase(text);
  }

  List<Integer> months() {
    String text = text("months", 100);
    List<Integer> months = text == null ? null : Months.read(text);
    return text == null || months != null ? months : invalid("months", text);
  }

  List<String> measures() {
    String text = lines("measures", 201 * MEASURES);
    List<String> measures = text == null ? List.of() : text.lines().map(String::strip).filter(m -> !m.isEmpty()).toList();
    return measures.size() > MEASURES || measures.stream().anyMatch(m -> m.codePointCount(0, m.length()) > 200) ? invalid("measures", "至多 40 条、每条 200 字 / at most 40 of 200 characters") : measures;
  }
}
