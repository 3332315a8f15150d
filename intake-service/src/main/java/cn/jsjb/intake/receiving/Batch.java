package cn.jsjb.intake.receiving;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Many requests in one body: each is sent and answered with the number of its line, in the order in which the answers are known. A
 * bad line is answered and never stops the rest. At most {@value #LINES} lines, so that memory is bounded even when a client reads
 * no answer before it has written everything. One thread writes to it.
 */
final class Batch {
  private static final Logger LOG = Logger.getLogger(Batch.class);
  static final int LINES = 50_000;
  private static final int UNDER_WAY = 1_024;
  /** A batch yields to people: it slows down while this service is so many records behind (architecture 1.3). */
  private static final long LAG = 50_000;

  /**
   * What came of a line: accepted or rejected.
   *
   * @param messageId what its sender calls it, or null
   */
  record Answer(int line, String messageId, Accepting.Accepted accepted, Receiving.Rejected rejected) {
    byte[] json() {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("line", line);
      if (messageId != null) {
        said.put("channelMessageId", messageId);
      }
      if (accepted != null) {
        said.put("complaintId", accepted.complaintId());
        said.put("ticketNo", accepted.ticketNo());
      } else {
        said.put("problem", Intake.problem(rejected));
      }
      try {
        return EventTypes.JSON.writeValueAsBytes(said);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Reads the body line by line. */
  interface Reading {
    void into(Batch batch) throws IOException, InterruptedException;
  }

  private final Intake intake;
  private final Accepting accepting;
  private final String actor;
  private final Consumer<Answer> answers;
  private final Semaphore underWay = new Semaphore(UNDER_WAY);

  /** @param actor who sends; null for the channel of each line */
  Batch(Intake intake, Accepting accepting, String actor, Consumer<Answer> answers) {
    this.intake = intake;
    this.accepting = accepting;
    this.actor = actor;
    this.answers = answers;
  }

  /** Takes a line; false when there are too many and the rest is not read. */
  boolean take(int line, String messageId, Receiving.Verdict verdict, String cause) throws InterruptedException {
    if (line > LINES) {
      answers.accept(new Answer(line, messageId, null, new Receiving.Rejected(null, new Refusal(Reason.TOO_LARGE, Words.of("%d 行", "%d lines", LINES)))));
      return false;
    }
    switch (intake.check(verdict)) {
      case Receiving.Rejected rejected -> answers.accept(new Answer(line, messageId, null, rejected));
      case Receiving.Acceptable request -> {
        underWay.acquire();
        yieldToPeople();
        accepting.accept(request, actor == null ? "channel:" + request.open().channel() : actor, cause).whenComplete((accepted, away) -> {
          answers.accept(new Answer(line, messageId, accepted, away == null ? null : new Receiving.Rejected(null, new Refusal(Reason.AWAY))));
          underWay.release();
        });
      }
    }
    return true;
  }

  /** Until every line is answered. */
  void finish() throws InterruptedException { underWay.acquire(UNDER_WAY); }

  private void yieldToPeople() throws InterruptedException {
    for (int i = 0; i < 50 && (accepting.lag() > LAG || !accepting.hasRoom()); i++) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static final byte[] END = {};

  /** Reads on a thread of its own while the answers go out, each as a line. @param head goes before them, or null */
  static StreamingOutput answering(Intake intake, Accepting accepting, String actor, byte[] head, Function<Answer, byte[]> line, Reading reading) {
    BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    Thread.ofVirtual().name("batch").start(() -> {
      try {
        Batch batch = new Batch(intake, accepting, actor, answer -> lines.add(line.apply(answer)));
        reading.into(batch);
        batch.finish();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException broken) {
        LOG.warnf("a batch broke off: %s", broken.getMessage());
      } finally {
        lines.add(END);
      }
    });
    return out -> {
      try {
        if (head != null) {
          out.write(head);
        }
        for (byte[] answer = lines.take(); answer != END; answer = lines.take()) {
          out.write(answer);
          out.write('\n');
          if (lines.isEmpty()) {
            out.flush();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
