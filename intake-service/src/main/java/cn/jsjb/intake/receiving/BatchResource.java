package cn.jsjb.intake.receiving;

import cn.jsjb.edge.Caller;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;

/** Many requests in one body, one JSON object a line (NDJSON); one answer a line, each with the number of its line. At most 16 MB. */
@Path("/api/complaints")
public class BatchResource {
  @Inject Intake intake;
  @Inject Accepting accepting;
  @Inject Caller caller;

  @POST
  @Path("/batch")
  @Consumes("application/x-ndjson")
  @Produces("application/x-ndjson")
  @RolesAllowed({Caller.ADAPTER, Caller.OPERATOR})
  @RunOnVirtualThread
  public StreamingOutput receive(InputStream body) {
    return Batch.answering(intake, accepting, caller.is(Caller.OPERATOR) ? caller.actor() : null, null, Batch.Answer::json, batch -> {
      try (Lines lines = new Lines(body, Intake.LARGEST)) {
        for (int number = 1; lines.next(); number++) {
          if (!lines.isBlank() && !batch.take(number, null, lines.isTooLong() ? new Receiving.Rejected(null, new Refusal(Reason.TOO_LARGE, Intake.LARGEST / 1024 + " KB"))
              : intake.judge(lines.bytes(), lines.from(), lines.length()), "")) {
            return;
          }
        }
      }
    });
  }
}
