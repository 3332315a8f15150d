package cn.jsjb.intake.receiving;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of requests ({@code text/csv}), from a spreadsheet of a window, a grid station or another system. The first row names the
 * columns ({@link CsvColumns}). Every row is answered, as NDJSON or, for who accepts {@code text/csv}, as a table again.
 */
@Path("/api/complaints")
public class CsvResource {
  private static final String CSV = "text/csv", NDJSON = "application/x-ndjson";

  @Inject Intake intake;
  @Inject Accepting accepting;
  @Inject Caller caller;

  /** @param channel of rows that have no column for it */
  @POST
  @Path("/csv")
  @Consumes(CSV)
  @Produces({NDJSON, CSV})
  @RolesAllowed({Caller.ADAPTER, Caller.OPERATOR})
  @RunOnVirtualThread
  public Response receive(InputStream body, @QueryParam("channel") String channel, @HeaderParam("Content-Type") MediaType type, @HeaderParam("Accept") String accept) throws IOException {
    CsvRecords records = new CsvRecords(body, charset(type));
    CsvRecords.Record header = records.next(0);
    if (header == null || header.fields() == null) {
      return Problem.response(new Refusal(Reason.MALFORMED, "CSV"), null);
    }
    CsvColumns columns = new CsvColumns(header.fields(), channel, Catalogue.get());
    if (columns.missing() != null) {
      throw Refused.field(columns.missing().split(" ")[0], Reason.FIELD_MISSING, columns.missing());
    }
    if (columns.repeated() != null) {
      throw Refused.field(columns.repeated(), Reason.FIELD_INVALID, columns.repeated(), "2 ×");
    }
    boolean table = accept != null && accept.toLowerCase(Locale.ROOT).contains(CSV);
    byte[] head = table ? "\uFEFFline,channelMessageId,complaintId,ticketNo,code,field,detail\n".getBytes(StandardCharsets.UTF_8) : null;
    return Response.ok(Batch.answering(intake, accepting, caller.is(Caller.OPERATOR) ? caller.actor() : null, head, table ? CsvResource::line : Batch.Answer::json, batch -> {
      try (records) {
        for (CsvRecords.Record record = records.next(columns.width()); record != null; record = records.next(columns.width())) {
          CsvColumns.Row row = record.fields() == null ? new CsvColumns.Row(null, null, new Receiving.Rejected(null, new Refusal(Reason.MALFORMED, "CSV line " + record.line()))) : columns.row(record.fields());
          if (!batch.take(record.line(), row.messageId(), row.request() == null ? row.rejected() : intake.judge(row.request()), "")) {
            return;
          }
        }
      }
    })).type(table ? CSV + "; charset=utf-8" : NDJSON).build();
  }

  private static Charset charset(MediaType type) {
    String name = type == null ? null : type.getParameters().get("charset");
    try {
      return name == null ? null : Charset.forName(name.equalsIgnoreCase("gb2312") || name.equalsIgnoreCase("gbk") ? "GB18030" : name);
    } catch (IllegalArgumentException unknown) {
      throw Refused.field("charset", Reason.FIELD_INVALID, "charset", "UTF-8, GB18030");
    }
  }

  private static byte[] line(Batch.Answer answer) {
    Problem problem = answer.rejected() == null ? null : Intake.problem(answer.rejected());
    return Stream.of("" + answer.line(), answer.messageId(), answer.accepted() == null ? null : answer.accepted().complaintId(), answer.accepted() == null ? null : answer.accepted().ticketNo(),
        problem == null ? "ACCEPTED" : problem.code(), problem == null ? null : problem.field(), problem == null ? null : problem.detail()).map(CsvResource::cell).collect(Collectors.joining(",")).getBytes(StandardCharsets.UTF_8);
  }

  /** Quoted; what a spreadsheet would take for a formula starts with an apostrophe. */
  private static String cell(String value) {
    if (value == null) {
      return "";
    }
    String safe = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    return safe.matches("[\\w.:-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
