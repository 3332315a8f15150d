package cn.jsjb.analytics.exporting;

import cn.jsjb.analytics.exporting.Export.Asking;
import cn.jsjb.analytics.exporting.Sheets.Sheet;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Files of what this service answers: {@code {name}.xlsx}, {@code {name}.csv}, {@code monthly-report.docx}. Made while the caller waits: the largest (a hundred thousand
 * tickets) takes less than a proxy's patience, and whoever wants more asks for less at a time; so there is no queue, nothing to poll and nobody else's file.
 */
@Path("/api/exports")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class ExportsResource {
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", CSV = "text/csv; charset=UTF-8",
      DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Inject Exports exports;
  @Inject Files files;
  @Inject MonthlyReport report;
  @Inject ObjectMapper json;
  @Inject Catalogue catalogue;
  @Inject Caller caller;
  @Inject Clock clock;

  public record Offer(String name, String title, String titleEn, List<String> formats, List<String> parameters) {}

  public record Offers(List<Offer> items, int total) {}

  /** What this caller may take away. */
  @GET
  public Offers offers() {
    List<Offer> offers = new ArrayList<>(exports.all().stream().filter(this::may).map(e -> new Offer(e.name(), e.title(), e.titleEn(), List.of("xlsx", "csv"), e.parameters())).toList());
    if (!caller.isScoped()) {
      offers.add(new Offer("monthly-report", "月报", "Monthly report", List.of("docx"), List.of("period")));
    }
    return new Offers(offers, offers.size());
  }

  /** @param file such as {@code rankings.xlsx}; the query has the parameters of the answer, and {@code lang=en} for English headers */
  @GET
  @Path("{file}")
  public Uni<Response> file(@PathParam("file") String file, @QueryParam("lang") String lang, @jakarta.ws.rs.core.Context UriInfo uri) {
    int dot = file.lastIndexOf('.');
    String name = dot < 0 ? file : file.substring(0, dot);
    String ending = dot < 0 ? "" : file.substring(dot + 1);
    Map<String, String> asked = new LinkedHashMap<>();
    uri.getQueryParameters().forEach((key, values) -> asked.put(key, values.getFirst()));
    asked.remove("lang");
    String language = "en".equals(lang) ? "en" : "zh";
    if (file.equals("monthly-report.docx")) {
      if (caller.isScoped()) {
        throw new Refused(Reason.ROLE_MISSING);
      }
      return report.write(asked.get("period"), files.draft("docx")).map(path -> answer(path, DOCX, "monthly-report-%s.docx".formatted(asked.getOrDefault("period", "now"))));
    }
    Export export = exports.find(name).filter(e -> ending.equals("xlsx") || ending.equals("csv")).orElseThrow(() -> new Refused(Reason.NOT_FOUND, file));
    if (!may(export)) {
      throw new Refused(Reason.ROLE_MISSING);
    }
    for (String parameter : asked.keySet()) {
      if (!export.parameters().contains(parameter)) {
        throw Refused.field(parameter, Reason.FIELD_INVALID, parameter, String.join(", ", export.parameters()));
      }
    }
    return (ending.equals("csv") ? csv(export, new Asking(asked), language) : xlsx(export, new Asking(asked), language))
        .map(path -> answer(path, ending.equals("csv") ? CSV : XLSX, file));
  }

  private boolean may(Export export) { return export.roles().isEmpty() || export.roles().stream().anyMatch(caller::is); }

  static Response answer(java.nio.file.Path path, String type, String file) {
    return Response.ok(path.toFile()).type(type).header("Content-Disposition", "attachment; filename=\"%1$s\"; filename*=UTF-8''%1$s".formatted(URLEncoder.encode(file, StandardCharsets.UTF_8))).build();
  }

  private interface Making {
    /** @param page from 0 */
    void take(JsonNode answer, int page) throws IOException;
  }

  private Uni<java.nio.file.Path> xlsx(Export export, Asking asking, String language) {
    String title = "en".equals(language) ? export.titleEn() : export.title();
    String madeAt = MINUTE.format(LocalDateTime.ofInstant(clock.instant(), Period.ZONE));
    return make("xlsx", to -> new Sheeting(to, language), export, asking, (sheeting, answer, page) -> {
      List<Sheet> sheets = sheets(export, answer, title, language);
      if (page > 0) {
        sheeting.add(sheets.getFirst().rows());
      } else {
        for (Sheet sheet : sheets) {
          sheeting.sheet(sheet);
        }
      }
    }, (sheeting, first) -> sheeting.explain(title, asking.values(), Sheets.beside(first), madeAt));
  }

  private List<Sheet> sheets(Export export, JsonNode answer, String title, String language) {
    return export.row() == null ? Sheets.of(answer, title, catalogue.units(), language) : List.of(Sheets.list(answer, export.row(), title, language));
  }

  private Uni<java.nio.file.Path> csv(Export export, Asking asking, String language) {
    return make("csv", to -> new Lines(to, language), export, asking, (lines, answer, page) -> {
      List<Sheet> sheets = sheets(export, answer, export.title(), language);
      if (!sheets.isEmpty()) {
        lines.add(sheets.stream().filter(s -> s.path().equals("items")).findFirst().orElse(sheets.getFirst()));
      }
    }, (lines, first) -> { });
  }

  /** One list as comma-separated values, with a byte order mark so that Excel reads the Chinese. */
  static final class Lines implements AutoCloseable {
    private final CSVPrinter printer;
    private final String language;
    private List<Sheets.Column> columns;

    Lines(OutputStream to, String language) throws IOException {
      java.io.Writer writer = new java.io.OutputStreamWriter(to, StandardCharsets.UTF_8);
      writer.write('\uFEFF');
      this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
      this.language = language;
    }

    void add(Sheet sheet) throws IOException {
      if (columns == null) {
        columns = sheet.columns();
        printer.printRecord(columns.stream().map(c -> c.word().name()).toList());
      }
      for (JsonNode row : sheet.rows()) {
        printer.printRecord(columns.stream().map(c -> text(Cell.of(c.of(row), c.path(), language))).toList());
      }
    }

    private static String text(Cell cell) {
      return switch (cell) {
        case null -> null;
        case Cell.Number number -> number.value().toPlainString();
        case Cell.Day day -> day.value().toString();
        case Cell.Time time -> MINUTE.format(time.value());
        case Cell.Text text -> text.value();
      };
    }

    @Override public void close() throws IOException { printer.close(true); }
  }

  private interface Opening<W> {
    W open(OutputStream to) throws IOException;
  }

  private interface Writing<W> {
    void write(W to, JsonNode answer, int page) throws IOException;
  }

  private interface Ending<W> {
    void write(W to, JsonNode first) throws IOException;
  }

  /** Asks page by page on the caller's own context and writes on a worker; the file is there when all of it is. */
  private <W extends AutoCloseable> Uni<java.nio.file.Path> make(String ending, Opening<W> opening, Export export, Asking asking, Writing<W> writing, Ending<W> last) {
    Context mine = Vertx.currentContext();
    Executor asks = task -> mine.runOnContext(nothing -> task.run());
    Files.Draft draft = files.draft(ending);
    class State {
      W writer;
      JsonNode first;
    }
    State state = new State();
    Making making = (answer, page) -> {
      if (page == 0) {
        state.first = answer;
        state.writer = opening.open(draft.open());
      }
      writing.write(state.writer, answer, page);
    };
    Uni<Void> made = export.keys() == null ? take(export.answer().apply(asking), making, 0) : export.keys().apply(asking).flatMap(keys -> {
      if (keys.size() > Export.MOST) {
        throw Refused.field(export.parameters().getFirst(), Reason.EXPORT_TOO_LARGE, keys.size(), Export.MOST);
      }
      return pages(export, keys, 0, asks, making);
    });
    return made.map(nothing -> {
      try {
        last.write(state.writer, state.first);
        close(state.writer);
        return draft.done();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }).onFailure().invoke(failed -> {
      if (state.writer != null) {
        try {
          state.writer.close();
        } catch (Exception half) {
          // It is dropped anyway.
        }
      }
      draft.drop();
    });
  }

  private static void close(AutoCloseable writer) throws IOException {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private Uni<Void> pages(Export export, List<String> keys, int page, Executor asks, Making making) {
    List<String> some = keys.subList(page * Export.PAGE, Math.min(keys.size(), (page + 1) * Export.PAGE));
    return take(Uni.createFrom().deferred(() -> export.rows().apply(some)).runSubscriptionOn(asks), making, page)
        .flatMap(nothing -> (page + 1) * Export.PAGE < keys.size() ? pages(export, keys, page + 1, asks, making) : Uni.createFrom().voidItem());
  }

  private Uni<Void> take(Uni<?> asked, Making making, int page) {
    return asked.emitOn(Infrastructure.getDefaultWorkerPool()).map(answer -> {
      try {
        making.take(json.valueToTree(answer), page);
        return null;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
  }
}
