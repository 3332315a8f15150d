package cn.jsjb.intake.receiving;

import cn.jsjb.edge.Caller;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Many requests in one body, one JSON object a line (NDJSON); one answer a line, each with the number of its line, in the order in
 * which they are known. A bad line is answered and never stops the rest. At most {@value #LINES} lines and 16 MB a body, so that
 * memory is bounded even when a client reads no answer before it has written everything.
 */
@Path("/api/complaints")
public class BatchResource {
  private static final Logger LOG = Logger.getLogger(BatchResource.class);
  static final int LINES = 50_000;
  private static final int UNDER_WAY = 1_024;
  /** A batch yields to people: it slows down while this service is so many records behind (architecture 1.3). */
  private static final long LAG = 50_000;

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
    String actor = caller.is(Caller.OPERATOR) ? caller.actor() : null;
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    Thread.ofVirtual().name("batch").start(() -> read(body, actor, answers));
    return out -> write(answers, out);
  }

  private static final String END = new String("end");

  private static void write(BlockingQueue<String> answers, OutputStream out) throws IOException {
    try {
      for (String answer = answers.take(); answer != END; answer = answers.take()) {
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        if (answers.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream body, String actor, BlockingQueue<String> answers) {
    Semaphore underWay = new Semaphore(UNDER_WAY);
    try (Lines lines = new Lines(body, Intake.LARGEST)) {
      int number = 0;
      while (lines.next()) {
        number++;
        if (number > LINES) {
          answers.add(bad(number, new Receiving.Rejected(null, new Refusal(Reason.TOO_LARGE, LINES + " 行 / lines"))));
          break;
        }
        if (lines.isBlank()) {
          continue;
        }
        switch (lines.isTooLong() ? new Receiving.Rejected(null, new Refusal(Reason.TOO_LARGE, Intake.LARGEST / 1024 + " KB"))
            : intake.judge(lines.bytes(), lines.from(), lines.length())) {
          case Receiving.Rejected rejected -> answers.add(bad(number, rejected));
          case Receiving.Acceptable request -> {
            underWay.acquire();
            yieldToPeople();
            int line = number;
            accepting.accept(request, actor == null ? "channel:" + request.open().channel() : actor, "").whenComplete((accepted, away) -> {
              underWay.release();
              answers.add(away == null ? "{\"line\":" + line + "," + ReceivingResource.json(accepted).substring(1)
                  : bad(line, new Receiving.Rejected(null, new Refusal(Reason.AWAY))));
            });
          }
        }
      }
      underWay.acquire(UNDER_WAY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException broken) {
      LOG.warnf("a batch broke off: %s", broken.getMessage());
    } finally {
      answers.add(END);
    }
  }

  private void yieldToPeople() throws InterruptedException {
    for (int i = 0; i < 50 && (accepting.lag() > LAG || !accepting.hasRoom()); i++) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static String bad(int line, Receiving.Rejected rejected) {
    try {
      return EventTypes.JSON.writeValueAsString(Map.of("line", line, "problem", Intake.problem(rejected)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
