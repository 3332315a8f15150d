package cn.jsjb.analytics.exporting;

import cn.jsjb.analytics.exporting.Sheets.Column;
import cn.jsjb.analytics.exporting.Sheets.Sheet;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes tables as an Excel workbook, sheet by sheet and row by row as they come: the rows of a page are gone when the next one comes. */
final class Sheeting implements AutoCloseable {
  private static final String EXPLAINS = "说明";
  private static final int FLUSHED = 1_000;

  private final Workbook workbook;
  private final String language;
  private final Set<String> names = new HashSet<>(Set.of(EXPLAINS));
  private final Set<Column> told = new LinkedHashSet<>();
  private Worksheet open;
  private List<Column> columns;
  private int rows;

  Sheeting(OutputStream to, String language) {
    this.workbook = new Workbook(to, "jsjb", "1.0");
    this.language = language;
  }

  /** A sheet with these rows; more may be added. */
  void sheet(Sheet sheet) throws IOException {
    finish();
    open = workbook.newWorksheet(Sheets.unique(sheet.title(), names));
    columns = sheet.columns();
    told.addAll(columns);
    rows = 0;
    open.freezePane(0, 1);
    for (int c = 0; c < columns.size(); c++) {
      open.value(0, c, columns.get(c).word().name());
      open.style(0, c).bold().fillColor("DDEBF7").wrapText(true).set();
      open.width(c, width(columns.get(c), sheet.rows()));
    }
    add(sheet.rows());
  }

  /** Wide enough for what stands in the first rows; a Chinese letter is as wide as two others. */
  private double width(Column column, List<JsonNode> first) {
    int most = column.word().name().codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
    for (JsonNode row : first.subList(0, Math.min(50, first.size()))) {
      int width = switch (Cell.of(column.of(row), column.path(), language)) {
        case null -> 0;
        case Cell.Time time -> 17;
        case Cell.Day day -> 11;
        case Cell.Number number -> number.value().toPlainString().length() + 2;
        case Cell.Text text -> text.value().codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
      };
      most = Math.max(most, width);
    }
    return Math.clamp(most + 2, 8, 48);
  }

  void add(List<JsonNode> more) throws IOException {
    for (JsonNode row : more) {
      rows++;
      for (int c = 0; c < columns.size(); c++) {
        write(rows, c, Cell.of(columns.get(c).of(row), columns.get(c).path(), language));
      }
      if (rows % FLUSHED == 0) {
        open.flush();
      }
    }
  }

  private void write(int r, int c, Cell cell) {
    switch (cell) {
      case null -> { }
      case Cell.Number number -> {
        open.value(r, c, number.value());
        if (number.rate()) {
          open.style(r, c).format("0.00%").set();
        }
      }
      case Cell.Day day -> {
        open.value(r, c, day.value());
        open.style(r, c).format("yyyy-mm-dd").set();
      }
      case Cell.Time time -> {
        open.value(r, c, time.value());
        open.style(r, c).format("yyyy-mm-dd hh:mm").set();
      }
      // In the row itself: a table of all texts would grow with the file.
      case Cell.Text text -> open.inlineString(r, c, text.value());
    }
  }

  private void finish() throws IOException {
    if (open != null) {
      if (rows > 0) {
        open.setAutoFilter(0, 0, rows, Math.max(0, columns.size() - 1));
      }
      open.finish();
      open = null;
    }
  }

  /** The last sheet: what was asked, what it rests on, and what each column means. */
  void explain(String title, Map<String, String> asked, Map<String, JsonNode> beside, String madeAt) throws IOException {
    finish();
    boolean english = "en".equals(language);
    Worksheet sheet = workbook.newWorksheet(EXPLAINS);
    sheet.width(0, 28);
    sheet.width(1, 40);
    sheet.width(2, 90);
    sheet.value(0, 0, title);
    sheet.style(0, 0).bold().fontSize(14).set();
    int r = 1;
    r = line(sheet, r, english ? "made at (Beijing)" : "生成时间（北京）", madeAt, null);
    for (Map.Entry<String, String> one : asked.entrySet()) {
      r = line(sheet, r, (english ? "asked: " : "查询条件：") + one.getKey(), Cell.guarded(one.getValue()), null);
    }
    for (Map.Entry<String, JsonNode> one : beside.entrySet()) {
      Words.Word word = Words.of(one.getKey(), language);
      Cell cell = Cell.of(one.getValue(), one.getKey(), language);
      sheet.value(r, 0, word.name());
      open = sheet;
      write(r, 1, cell);
      open = null;
      if (word.about() != null) {
        sheet.value(r, 2, word.about());
      }
      r++;
    }
    r = line(sheet, r + 1, english ? "columns" : "各列含义", null, null);
    sheet.style(r - 1, 0).bold().set();
    for (Column column : told) {
      r = line(sheet, r, column.word().name(), column.path(), column.word().about());
    }
    sheet.finish();
  }

  private static int line(Worksheet sheet, int r, String first, String second, String third) {
    sheet.value(r, 0, first);
    if (second != null) {
      sheet.value(r, 1, second);
    }
    if (third != null) {
      sheet.value(r, 2, third);
      sheet.style(r, 2).wrapText(true).set();
    }
    return r + 1;
  }

  @Override public void close() throws IOException { workbook.close(); }
}
