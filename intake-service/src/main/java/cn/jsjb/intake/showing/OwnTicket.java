package cn.jsjb.intake.showing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Complaints;
import cn.jsjb.intake.Matching;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds the ticket of somebody who knows its number and the last four digits of the telephone. A wrong number and wrong digits get
 * the same answer, and few tries: by source, by source and ticket, and, for wrong digits, by ticket from all the world. The last
 * one lets a stranger close a ticket's page for an hour; ten thousand guesses from many sources would be worse, and the hotline
 * still answers.
 */
@Singleton
public class OwnTicket {
  private static final Duration WINDOW = Duration.ofMinutes(10), HOUR = Duration.ofHours(1);
  private static final Pattern TICKET = Pattern.compile("(RX\\d{6}-)?[0-9A-HJKMNP-TV-Z]{9}");
  private static final Pattern FOUR = Pattern.compile("\\d{4}");

  private final LogService<Complaint> service;
  private final PrivateBox box;
  private final Pool pool;
  private final int perTicket;
  private final int perAddress;
  private final int wrongPerTicket;
  private final Cache<String, Bucket> buckets = Caffeine.newBuilder().expireAfterAccess(HOUR).maximumSize(200_000).build();

  public OwnTicket(LogService<Complaint> service, PrivateBox box, Pool pool, @ConfigProperty(name = "jsjb.progress.per-ticket") int perTicket,
      @ConfigProperty(name = "jsjb.progress.per-address") int perAddress, @ConfigProperty(name = "jsjb.progress.wrong-per-ticket") int wrongPerTicket) {
    this.service = service;
    this.box = box;
    this.pool = pool;
    this.perTicket = perTicket;
    this.perAddress = perAddress;
    this.wrongPerTicket = wrongPerTicket;
  }

  /** @throws Refused NOT_FOUND, TOO_MANY_REQUESTS, or naming the field */
  Row<Complaint> find(String ticketNo, String lastFour, HttpServerRequest request) {
    String number = ticketNo.strip().toUpperCase(Locale.ROOT);
    String tail = Complaints.tail(number);
    String address = request.remoteAddress() == null ? "?" : request.remoteAddress().hostAddress();
    spend(bucket("a " + address, perAddress, WINDOW));
    spend(bucket("t " + address + " " + tail, perTicket, WINDOW));
    if (lastFour == null || !FOUR.matcher(lastFour).matches()) {
      throw Refused.field("phoneLast4", lastFour == null ? Reason.FIELD_MISSING : Reason.FIELD_INVALID, "phoneLast4", "0000–9999");
    }
    Bucket wrong = bucket("w " + tail, wrongPerTicket, HOUR);
    if (wrong.getAvailableTokens() == 0) {
      throw Refused.tooMany(TimeUnit.NANOSECONDS.toSeconds(wrong.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }
    String id = TICKET.matcher(number).matches() ? idOf(tail, lastFour) : null;
    Row<Complaint> row = id == null ? null : service.follower().load(id);
    if (row == null || row.state() == null) {
      wrong.tryConsume(1);
      throw new Refused(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return row;
  }

  private static void spend(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Refused.tooMany(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(String key, int most, Duration window) {
    return buckets.get(key, k -> Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, window)).build());
  }

  private String idOf(String tail, String lastFour) {
    try {
      String found = null;
      for (io.vertx.sqlclient.Row row : pool.preparedQuery("SELECT id, last_four_hash FROM projection.complaint WHERE ticket_tail = $1").execute(Tuple.of(tail))
          .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS)) {
        String hash = row.getString(1);
        if (hash != null && MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII), Matching.lastFour(box, row.getString(0), lastFour).getBytes(StandardCharsets.US_ASCII))) {
          found = row.getString(0);
        }
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refused(Reason.AWAY);
    }
  }
}
