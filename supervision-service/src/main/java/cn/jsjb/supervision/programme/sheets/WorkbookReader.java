package cn.jsjb.supervision.programme.sheets;

import cn.jsjb.catalogue.Units;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.supervision.programme.Rows.OutcomeRow;
import cn.jsjb.supervision.programme.Rows.PlanRow;
import cn.jsjb.supervision.programme.Rows.PolicyRow;
import cn.jsjb.supervision.programme.Rows.ResponsibilityRow;
import cn.jsjb.supervision.programme.Rows.TaskRow;
import cn.jsjb.supervision.programme.sheets.Layout.Column;
import cn.jsjb.supervision.programme.sheets.Layout.Sheet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads a workbook line by line. Sheets and columns are found by either of their names, in any order; what cannot be read is said with its line and column. */
public final class WorkbookReader {
  private static final long MOST_BYTES = 100_000_000;
  private static final int MOST_LINES = 20_000;

  /** A line that could be read. */
  public record Line<R>(String sheet, int line, R row) {}

  /** What is in the file. A line with a problem is in no list. */
  public record Read(List<Line<PlanRow>> plans, List<Line<ResponsibilityRow>> responsibilities, List<Line<TaskRow>> tasks, List<Line<PolicyRow>> policies, List<Line<OutcomeRow>> outcomes,
      List<LineProblem> problems) {
    public int lines() { return plans.size() + responsibilities.size() + tasks.size() + policies.size() + outcomes.size(); }
  }

  private final Units units;
  private final List<LineProblem> problems = new ArrayList<>();

  private WorkbookReader(Units units) { this.units = units; }

  public static Read read(byte[] file, Units units) { return new WorkbookReader(units).read(file); }

  private Read read(byte[] file) {
    try {
      refuseBombs(file);
      try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
        if (Arrays.stream(Sheet.values()).allMatch(s -> find(workbook, s).isEmpty())) {
          throw new IOException("没有“方案、责任、任务、政策、成效”中的任何工作表 / none of the sheets plan, responsibilities, tasks, policies, outcomes");
        }
        return new Read(lines(workbook, Sheet.PLAN, WorkbookReader::plan), lines(workbook, Sheet.RESPONSIBILITIES, WorkbookReader::responsibility), lines(workbook, Sheet.TASKS, WorkbookReader::task),
            lines(workbook, Sheet.POLICIES, WorkbookReader::policy), lines(workbook, Sheet.OUTCOMES, WorkbookReader::outcome), problems);
      }
    } catch (IOException unreadable) {
      return broken(unreadable.getMessage());
    } catch (RuntimeException unreadable) {
      // The library throws whatever its XML and zip readers throw; a broken file must not look like a broken service.
      return broken(unreadable.getClass().getSimpleName());
    }
  }

  private Read broken(String why) {
    return new Read(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(LineProblem.of(null, 0, null, new Refusal(Reason.NOT_A_WORKBOOK, why))));
  }

  /** A small file that unfolds to gigabytes is not read at all. */
  private static void refuseBombs(byte[] file) throws IOException {
    if (file.length < 4 || !ReadableWorkbook.isOOXMLZipHeader(Arrays.copyOf(file, 4))) {
      throw new IOException("不是 .xlsx / not an .xlsx");
    }
    byte[] buffer = new byte[8192];
    long bytes = 0;
    // The directory at the end, not the local headers: what streams a workbook leaves sizes open there, which java.util.zip does not follow.
    try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
      for (ZipArchiveEntry entry : (Iterable<ZipArchiveEntry>) zip.getEntries()::asIterator) {
        try (InputStream part = zip.getInputStream(entry)) {
          for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
            bytes += n;
            if (bytes > MOST_BYTES) {
              throw new IOException("展开后过大 / too large when unfolded");
            }
          }
        }
      }
    }
  }

  private static Optional<org.dhatim.fastexcel.reader.Sheet> find(ReadableWorkbook workbook, Sheet layout) {
    return workbook.getSheets().filter(s -> s.getName().strip().startsWith(layout.zh) || s.getName().strip().equalsIgnoreCase(layout.en)).findFirst();
  }

  private <R> List<Line<R>> lines(ReadableWorkbook workbook, Sheet layout, Function<Cells, R> parse) throws IOException {
    org.dhatim.fastexcel.reader.Sheet sheet = find(workbook, layout).orElse(null);
    if (sheet == null) {
      return List.of();
    }
    List<Line<R>> lines = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    try (Stream<Row> rows = sheet.openStream()) {
      for (Row row : (Iterable<Row>) rows::iterator) {
        if (row.stream().allMatch(c -> c == null || c.getText().isBlank())) {
          continue;
        }
        if (places.isEmpty()) {
          row.stream().filter(c -> c != null).forEach(c -> column(layout, c.getText()).ifPresent(column -> places.putIfAbsent(column.en(), c.getColumnIndex())));
          List<Column> missing = layout.columns.stream().filter(c -> c.required() && !places.containsKey(c.en())).toList();
          missing.forEach(c -> problems.add(LineProblem.of(sheet.getName(), row.getRowNum(), c.header(), new Refusal(Reason.COLUMN_MISSING, sheet.getName(), c.header()))));
          if (!missing.isEmpty()) {
            return List.of();
          }
        } else if (lines.size() >= MOST_LINES) {
          problems.add(LineProblem.of(sheet.getName(), row.getRowNum(), null, new Refusal(Reason.TOO_LARGE, Words.of("%d 行", "%d lines", MOST_LINES))));
          return List.of();
        } else {
          Cells cells = new Cells(sheet.getName(), layout, row, places, units, problems);
          R parsed = parse.apply(cells);
          if (cells.isGood()) {
            lines.add(new Line<>(sheet.getName(), row.getRowNum(), parsed));
          }
        }
      }
    }
    return lines;
  }

  /** 责任单位, owner, or 责任单位 / owner. */
  private static Optional<Column> column(Sheet layout, String header) {
    List<String> names = Arrays.stream(header.split("[/\\n]")).map(String::strip).toList();
    return layout.columns.stream().filter(c -> names.contains(c.zh()) || names.stream().anyMatch(c.en()::equalsIgnoreCase)).findFirst();
  }

  private static int version(Cells c) {
    Integer version = c.whole("version");
    return version == null ? 0 : version;
  }

  private static PlanRow plan(Cells c) {
    return new PlanRow(c.code("problem"), c.scope(), version(c), c.day("from"), c.text("title", 200), c.measures(), c.text("document", 200), c.text("source", 200));
  }

  private static ResponsibilityRow responsibility(Cells c) {
    return new ResponsibilityRow(c.code("problem"), c.scope(), version(c), c.day("from"), c.unit("unit"), c.word("part", Part.values()), c.text("duty", 1_000), c.text("post", 200));
  }

  private static TaskRow task(Cells c) {
    TaskStatus status = c.word("status", TaskStatus.values());
    return new TaskRow(c.code("problem"), c.scope(), c.code("task"), c.text("title", 200), c.text("metric", 200), c.number("target"), c.text("unit", 40), c.months(), c.unit("owner"), c.units("supporting"),
        c.day("from"), c.day("revisedFrom"), status == null ? TaskStatus.PLANNED : status, c.number("done"), c.day("completedOn"), c.day("verifiedOn"), c.day("droppedFrom"), c.text("note", 1_000), c.text("source", 200));
  }

  private static PolicyRow policy(Cells c) {
    PolicyStatus status = c.word("status", PolicyStatus.values());
    return new PolicyRow(c.code("problem"), c.scope(), c.code("policy"), c.text("title", 200), c.units("drafters"), c.day("due"), c.day("from"), status == null ? PolicyStatus.PLANNED : status, c.day("draftedOn"),
        c.day("consultedOn"), c.day("readiedOn"), c.day("issuedOn"), c.text("document", 200), c.day("droppedFrom"), c.text("note", 1_000), c.text("source", 200));
  }

  private static OutcomeRow outcome(Cells c) {
    return new OutcomeRow(c.code("problem"), c.scope(), c.code("metric"), c.text("name", 200), c.number("value"), c.text("unit", 40), c.day("asOf"), c.day("since"), c.yes("cumulative"), c.number("target"),
        c.text("correction", 1_000), c.text("source", 200));
  }
}
