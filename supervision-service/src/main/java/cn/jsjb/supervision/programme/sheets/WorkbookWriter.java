package cn.jsjb.supervision.programme.sheets;

import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.supervision.programme.Rows;
import cn.jsjb.supervision.programme.sheets.Layout.Column;
import cn.jsjb.supervision.programme.sheets.Layout.Sheet;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes the lists to a workbook: a sheet that explains and one a list. Codes are text, days are Beijing's, the header is frozen and can be filtered, and no text
 * can become a formula. Streams sheet by sheet.
 */
public final class WorkbookWriter {
  /** Empty lines below the list that are formatted too: what an office types there stays text. */
  private static final int SPARE = 50;

  private WorkbookWriter() {}

  /** @param title of the year; @param source of the year; @param asOf the day whose statuses are shown */
  public static void write(OutputStream to, Rows.Lists lists, String title, String source, LocalDate asOf, Units units) throws IOException {
    try (Workbook workbook = new Workbook(to, "jsjb", "1.0")) {
      explain(workbook, title, source, asOf);
      sheet(workbook, Sheet.PLAN, lists.plans().stream().map(r -> line(r.problem(), r.scope(), r.version(), r.from(), r.title(), String.join("\n", r.measures()), r.document(), r.source())).toList());
      sheet(workbook, Sheet.RESPONSIBILITIES, lists.responsibilities().stream().map(r -> line(r.problem(), r.scope(), r.version(), r.from(), r.unit(), name(r.unit(), units), Names.of(r.part()).chinese(), r.duty(), r.post())).toList());
      sheet(workbook, Sheet.TASKS, lists.tasks().stream().map(r -> line(r.problem(), r.scope(), r.task(), r.title(), r.metric(), r.target(), r.unit(), Months.write(r.months()), r.owner(), name(r.owner(), units),
          String.join("、", r.supporting()), r.from(), r.revisedFrom(), Names.of(r.status()).chinese(), r.done(), r.completedOn(), r.verifiedOn(), r.droppedFrom(), r.note(), r.source())).toList());
      sheet(workbook, Sheet.POLICIES, lists.policies().stream().map(r -> line(r.problem(), r.scope(), r.policy(), r.title(), String.join("、", r.drafters()), r.due(), r.from(), Names.of(r.status()).chinese(), r.draftedOn(),
          r.consultedOn(), r.readiedOn(), r.issuedOn(), r.document(), r.droppedFrom(), r.note(), r.source())).toList());
      sheet(workbook, Sheet.OUTCOMES, lists.outcomes().stream().map(r -> line(r.problem(), r.scope(), r.metric(), r.name(), r.value(), r.unit(), r.asOf(), r.since(), r.cumulative() ? "是" : "否", r.target(),
          r.correction(), r.source())).toList());
    }
  }

  private static Object[] line(Object... cells) { return cells; }

  private static String name(String code, Units units) { return units.find(code).map(Unit::name).orElse(null); }

  private static void sheet(Workbook workbook, Sheet layout, List<Object[]> lines) throws IOException {
    Worksheet sheet = workbook.newWorksheet(layout.title());
    sheet.freezePane(3, 1);
    for (int c = 0; c < layout.columns.size(); c++) {
      Column column = layout.columns.get(c);
      sheet.width(c, column.width());
      sheet.value(0, c, column.header());
      sheet.style(0, c).bold().fillColor("DDEBF7").wrapText(true).set();
      if (column.kind() != Layout.Kind.NUMBER) {
        sheet.range(1, c, lines.size() + SPARE, c).style().format(column.kind() == Layout.Kind.DATE ? "yyyy-mm-dd" : "@").wrapText(column.width() >= 40).set();
      }
    }
    for (int r = 0; r < lines.size(); r++) {
      for (int c = 0; c < layout.columns.size(); c++) {
        switch (lines.get(r)[c]) {
          case null -> { }
          case LocalDate day -> sheet.value(r + 1, c, day);
          case Number number -> sheet.value(r + 1, c, number);
          case Object text -> sheet.value(r + 1, c, Guarded.write(text.toString()));
        }
      }
    }
    sheet.setAutoFilter(0, 0, lines.size(), layout.columns.size() - 1);
    sheet.finish();
  }

  private static void explain(Workbook workbook, String title, String source, LocalDate asOf) throws IOException {
    Worksheet sheet = workbook.newWorksheet("说明 read me");
    sheet.width(0, 24);
    sheet.width(1, 24);
    sheet.width(2, 90);
    List<String[]> words = List.of(new String[] {title}, new String[] {"状态截至 / statuses as of", asOf.toString()}, new String[] {"来源 / source", source},
        new String[] {"导入 / import", null, "先逐行检查，有一行不对就全部不写入，并逐行说明；同一文件再次导入不增加任何内容。All lines are checked first; if one is wrong nothing is written. The same file again adds nothing."},
        new String[] {"状态列 / statuses", null, "状态和完成、验收、起草、出台日期默认不读取；加 progress=true 读取，且各人只能报告自己的：任务由责任单位完成，由他人验收。Read with progress=true only, and then everybody reports his own."},
        new String[] {"比例 / rates", null, "任务完成率 = 已完成（含已验收）÷ 当日在清单内的市级任务；政策完成率须注明是否计入即将出台。Rates use the list in force on the day; a policy rate says what it counts."});
    int r = 0;
    for (String[] line : words) {
      for (int c = 0; c < line.length; c++) {
        if (line[c] != null) {
          sheet.value(r, c, Guarded.write(line[c]));
        }
      }
      r++;
    }
    sheet.style(0, 0).bold().fontSize(14).set();
    for (Sheet layout : Sheet.values()) {
      for (Column column : layout.columns) {
        r++;
        sheet.value(r, 0, layout.title());
        sheet.value(r, 1, column.header());
        sheet.value(r, 2, (column.required() ? "必填。" : "") + column.help());
      }
    }
    sheet.finish();
  }
}
