package cn.jsjb.intake.showing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
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
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a claimant may ask without an account: ticket number and the last four digits of his telephone number (办理进度查询). A wrong
 * number and wrong digits get the same answer, and few tries.
 */
@Path("/api/progress")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class ProgressResource {
  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Pattern TICKET = Pattern.compile("(RX\\d{6}-)?[0-9A-HJKMNP-TV-Z]{9}");
  private static final Pattern FOUR = Pattern.compile("\\d{4}");

  @Inject Mutiny.SessionFactory sessions;
  @Inject LogService<Complaint> service;
  @Inject PrivateBox box;
  @ConfigProperty(name = "jsjb.progress.per-ticket") int perTicket;
  @ConfigProperty(name = "jsjb.progress.per-address") int perAddress;

  private final Cache<String, Bucket> buckets = Caffeine.newBuilder().expireAfterAccess(WINDOW).maximumSize(100_000).build();

  /** @param status in Chinese, as the claimant reads it @param unit name of the unit that handles it, null before dispatch */
  public record Progress(String ticketNo, String status, String unit, OffsetDateTime dueAt, List<Told> replies, List<Step> timeline) {}

  public record Told(OffsetDateTime at, String unit, String text) {}

  public record Step(OffsetDateTime at, String status, String unit) {}

  @GET
  @Path("/{ticketNo}")
  public Uni<Progress> progress(@PathParam("ticketNo") String ticketNo, @QueryParam("phoneLast4") String lastFour, @Context HttpServerRequest request) {
    String number = ticketNo.strip().toUpperCase(Locale.ROOT);
    String address = request.remoteAddress() == null ? "?" : request.remoteAddress().hostAddress();
    String tail = Complaints.tail(number);
    if (!bucket(address, perAddress).tryConsume(1) || !bucket(address + " " + tail, perTicket).tryConsume(1)) {
      throw new Refused(Reason.TOO_MANY_REQUESTS);
    }
    if (lastFour == null || !FOUR.matcher(lastFour).matches()) {
      throw Refused.field("phoneLast4", lastFour == null ? Reason.FIELD_MISSING : Reason.FIELD_INVALID, "phoneLast4", "0000–9999");
    }
    if (!TICKET.matcher(number).matches()) {
      throw new Refused(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return sessions.withSession(session -> session.createQuery("from ComplaintRow c where c.ticketTail = :tail", ComplaintRow.class)
        .setParameter("tail", tail).getResultList())
        .map(rows -> rows.stream().filter(row -> matches(row, lastFour)).map(row -> row.id).findFirst().orElse(null))
        .emitOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool())
        .map(id -> id == null ? null : service.follower().load(id))
        .map(row -> {
          if (row == null || row.state() == null) {
            throw new Refused(Reason.NOT_FOUND, "工单 / the ticket");
          }
          return of(row);
        });
  }

  private boolean matches(ComplaintRow row, String lastFour) {
    return row.lastFourHash != null && MessageDigest.isEqual(row.lastFourHash.getBytes(StandardCharsets.US_ASCII),
        Matching.lastFour(box, row.id, lastFour).getBytes(StandardCharsets.US_ASCII));
  }

  private Bucket bucket(String key, int most) {
    return buckets.get(key, k -> Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, WINDOW)).build());
  }

  private static Progress of(Row<Complaint> row) {
    Complaint.Ticket t = row.state().ticket();
    return new Progress(t.ticketNo(), t.life().stage().chinese(), name(t.life().unit()), local(t.life().dueAt()),
        t.replies().stream().map(r -> new Told(local(r.at()), name(r.unit()), r.text())).toList(),
        t.steps().stream().map(s -> new Step(local(s.at()), s.stage().chinese(), name(s.unit()))).toList());
  }

  private static String name(String unit) { return unit == null ? null : Catalogue.get().units().find(unit).map(Unit::name).orElse(unit); }

  private static OffsetDateTime local(Instant at) { return at == null ? null : at.atZone(CITY).toOffsetDateTime(); }
}
