package cn.jsjb.supervision.programme.sheets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.supervision.programme.Rows.*;
import cn.jsjb.supervision.programme.sheets.WorkbookReader.Line;
import cn.jsjb.supervision.programme.sheets.WorkbookReader.Read;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** What is written is read again the same; what is not right is said with its line and column. */
class WorkbookTest {
  private static final Units UNITS = Catalogue.get().units();
  private static final List<String> CODES = UNITS.all().stream().map(u -> u.code()).toList();
  private static final List<String> SCOPES = new ArrayList<>(UNITS.districts().stream().map(u -> u.code()).toList());
  /** What breaks spreadsheets: formulas in both widths, digits that are codes, quotes, XML, rare Han characters, apostrophes. */
  private static final List<String> NASTY = List.of("=1+1", "＝1+1", "+86", "-", "@SUM(A1)", "'", "'=x", "000123", "1E5", "2021-06-20", "<b>&amp;\"", "𠮷野家", "\"a,b\"", "_x0041_", "TRUE", "月度“点评”", "a  b".replace("  ", " "), "#REF!");

  static byte[] write(Lists lists) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      WorkbookWriter.write(file, lists, "2021 年每月一题", "SYNTHETIC", LocalDate.of(2021, 6, 20), UNITS);
      return file.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static <R> List<R> rows(List<Line<R>> lines) { return lines.stream().map(Line::row).toList(); }

  @Test void a_written_workbook_is_read_again_the_same() {
    SCOPES.add("110000");
    for (int seed = 0; seed < 60; seed++) {
      Lists lists = any(new Random(seed));
      Read read = WorkbookReader.read(write(lists), UNITS);
      assertEquals(List.of(), read.problems(), "seed " + seed);
      assertEquals(lists.plans(), rows(read.plans()), "seed " + seed);
      assertEquals(lists.responsibilities(), rows(read.responsibilities()), "seed " + seed);
      assertEquals(lists.tasks(), rows(read.tasks()), "seed " + seed);
      assertEquals(lists.policies(), rows(read.policies()), "seed " + seed);
      assertEquals(lists.outcomes(), rows(read.outcomes()), "seed " + seed);
    }
  }

  private static Lists any(Random r) {
    Lists lists = Lists.empty();
    lists.plans().addAll(many(r, () -> new PlanRow("MT2021-P" + r.nextInt(30), scope(r), r.nextInt(9), day(r), text(r), IntStream.range(0, 1 + r.nextInt(4)).mapToObj(i -> "措施" + text(r)).toList(), maybe(r, text(r)), text(r))));
    lists.responsibilities().addAll(many(r, () -> new ResponsibilityRow("MT2021-P03", scope(r), r.nextInt(9), day(r), unit(r), Part.values()[r.nextInt(2)], text(r), maybe(r, text(r)))));
    lists.tasks().addAll(many(r, () -> new TaskRow("MT2021-P03", scope(r), "t" + r.nextInt(1000), text(r), maybe(r, text(r)), number(r), maybe(r, "万元"), IntStream.rangeClosed(1, 12).filter(m -> m == 6 || r.nextBoolean()).boxed().toList(), unit(r),
        r.nextBoolean() ? List.of() : List.of("110000D07", "110000D13"), day(r), maybe(r, day(r)), TaskStatus.values()[r.nextInt(5)], number(r), maybe(r, day(r)), maybe(r, day(r)), maybe(r, day(r)), maybe(r, text(r)), text(r))));
    lists.policies().addAll(many(r, () -> new PolicyRow("MT2021-P03", scope(r), "0" + r.nextInt(1000), text(r), List.of(unit(r)), maybe(r, day(r)), day(r), PolicyStatus.values()[r.nextInt(6)], maybe(r, day(r)), maybe(r, day(r)),
        maybe(r, day(r)), maybe(r, day(r)), maybe(r, text(r)), maybe(r, day(r)), maybe(r, text(r)), text(r))));
    lists.outcomes().addAll(many(r, () -> new OutcomeRow("MT2021-P03", scope(r), "M1", text(r), new BigDecimal(r.nextInt(1_000_000)), "个", day(r), maybe(r, day(r)), r.nextBoolean(), number(r), maybe(r, text(r)), text(r))));
    return lists;
  }

  private static <R> List<R> many(Random r, Supplier<R> one) { return IntStream.range(0, r.nextInt(12)).mapToObj(i -> one.get()).toList(); }

  private static <T> T maybe(Random r, T value) { return r.nextBoolean() ? value : null; }

  private static String scope(Random r) { return SCOPES.get(r.nextInt(SCOPES.size())); }

  private static String unit(Random r) { return CODES.get(r.nextInt(CODES.size())); }

  private static LocalDate day(Random r) { return LocalDate.of(2021, 1, 1).plusDays(r.nextInt(700)); }

  private static String text(Random r) { return NASTY.get(r.nextInt(NASTY.size())) + (r.nextBoolean() ? "" : " " + NASTY.get(r.nextInt(NASTY.size()))); }

  private static BigDecimal number(Random r) { return r.nextInt(3) == 0 ? null : new BigDecimal(r.nextInt(100_000)).movePointLeft(r.nextInt(3)).stripTrailingZeros().scale() < 0 ? new BigDecimal(r.nextInt(900) + 1) : plain(new BigDecimal(r.nextInt(100_000)).movePointLeft(r.nextInt(3))); }

  private static BigDecimal plain(BigDecimal n) { return cn.jsjb.supervision.programme.ProgrammeEndpoint.plain(n); }

  @Test void a_code_is_text_a_header_stays_in_sight_and_no_text_is_a_formula() throws IOException {
    Lists lists = Lists.empty();
    lists.tasks().add(new TaskRow("MT2021-P03", "110000", "000123", "=HYPERLINK(\"x\")", null, BigDecimal.valueOf(120), "个", List.of(1, 2, 3, 6), "110000D03", List.of(), LocalDate.of(2021, 2, 1), null, TaskStatus.PLANNED, null, null, null, null, null, "s"));
    String xml = parts(write(lists));
    assertTrue(xml.contains("state=\"frozen\""), "a frozen header");
    assertTrue(xml.contains("1-3、6") && xml.contains("000123") && xml.contains("市人力社保局") && xml.contains("SYNTHETIC") && xml.contains("说明 read me"));
    assertTrue(xml.contains("'=HYPERLINK") || xml.contains("&apos;=HYPERLINK"));
    assertFalse(xml.contains("<f>"), "no formula");
  }

  private static String parts(byte[] file) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
      for (ZipArchiveEntry part : (Iterable<ZipArchiveEntry>) zip.getEntries()::asIterator) {
        all.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return java.util.regex.Pattern.compile("&#x([0-9a-fA-F]+);").matcher(all).replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
  }

  /** As somebody types it: Chinese headers only, in another order, a title line of blanks above, days and numbers as text, a unit code that became a number. */
  private static byte[] typed(Object[]... lines) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, "office", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("任务清单");
      for (int r = 0; r < lines.length; r++) {
        for (int c = 0; c < lines[r].length; c++) {
          switch (lines[r][c]) {
            case null -> { }
            case Number n -> sheet.value(r + 1, c, n);
            case LocalDate d -> sheet.value(r + 1, c, d);
            case Object o when o.toString().startsWith("f:") -> sheet.formula(r + 1, c, o.toString().substring(2));
            case Object o -> sheet.value(r + 1, c, o.toString());
          }
        }
      }
    }
    return file.toByteArray();
  }

  private static final Object[] HEADER = {"任务", "任务编号", "问题编号", "范围", "责任单位", "月份", "列入日期", "来源", "目标值", "随手一列"};

  @Test void what_offices_type_is_understood() throws IOException {
    Read read = WorkbookReader.read(typed(HEADER, new Object[] {"清理欠薪", "t1", "MT2021-P03", 110107, "110107D08", "1月至3月，6月", "2021年2月1日", "文件", "1,200", "?"}, new Object[] {}, new Object[] {"第二项", 2, "MT2021-P03", "110000", "110000D03", "7", "2021/2/1", "文件", 3.5}), UNITS);
    assertEquals(List.of(), read.problems());
    TaskRow first = read.tasks().getFirst().row();
    assertEquals("110107", first.scope());
    assertEquals(List.of(1, 2, 3, 6), first.months());
    assertEquals(LocalDate.of(2021, 2, 1), first.from());
    assertEquals(new BigDecimal("1200"), first.target());
    assertEquals(TaskStatus.PLANNED, first.status());
    assertEquals(3, read.tasks().getFirst().line());
    assertEquals(5, read.tasks().get(1).line(), "lines are numbered as the spreadsheet numbers them");
    assertEquals("2", read.tasks().get(1).row().task());
  }

  @Test void each_line_is_told_what_is_wrong_with_it() throws IOException {
    Read read = WorkbookReader.read(typed(HEADER, new Object[] {null, "t1", "MT2021-P03", "999999", "110000D99", "13", "2021-02-30", "文件", -5}, new Object[] {"好的", "t2", "MT2021-P03", "110000", "110000D03", "7", LocalDate.of(2021, 2, 1), "文件"},
        new Object[] {"f:1+1", "t3", "MT2021-P03", "110000", "110000D03", "7", "明天", "文件"}), UNITS);
    assertEquals(List.of("FIELD_MISSING 3 任务 / title", "NOT_A_SCOPE 3 范围 / scope", "FIELD_INVALID 3 目标值 / target", "FIELD_INVALID 3 月份 / months", "UNKNOWN_UNIT 3 责任单位 / owner", "FIELD_INVALID 3 列入日期 / from",
        "FIELD_INVALID 5 任务 / title", "FIELD_INVALID 5 列入日期 / from").stream().sorted().toList(), read.problems().stream().map(p -> "%s %d %s".formatted(p.code(), p.line(), p.column())).sorted().toList());
    assertTrue(read.problems().stream().allMatch(p -> p.detail().codePoints().anyMatch(c -> c > 0x4e00) && !p.detailEn().isBlank() && p.sheet().equals("任务清单")));
    assertEquals(1, read.tasks().size());
  }

  @Test void a_sheet_without_its_columns_and_a_file_that_is_none_are_said_so() throws IOException {
    Read read = WorkbookReader.read(typed(new Object[] {"任务", "问题编号", "范围"}, new Object[] {"x", "MT2021-P03", "110000"}), UNITS);
    assertEquals(List.of("任务编号 / task", "月份 / months", "责任单位 / owner", "列入日期 / from", "来源 / source"), read.problems().stream().map(LineProblem::column).toList());
    for (byte[] broken : List.of(new byte[0], "PK".getBytes(), "不是工作簿".getBytes(StandardCharsets.UTF_8), zip("hello.txt", 10), zip("xl/workbook.xml", 10))) {
      assertEquals(List.of("NOT_A_WORKBOOK"), WorkbookReader.read(broken, UNITS).problems().stream().map(LineProblem::code).toList());
    }
    assertTrue(WorkbookReader.read(zip("xl/workbook.xml", 150_000_000), UNITS).problems().getFirst().detailEn().contains("too large"), "a small file that unfolds to much");
    byte[] cut = write(Lists.empty());
    assertEquals("NOT_A_WORKBOOK", WorkbookReader.read(java.util.Arrays.copyOf(cut, cut.length / 2), UNITS).problems().getFirst().code());
  }

  private static byte[] zip(String name, int size) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(new byte[size]);
    }
    return file.toByteArray();
  }
}
