package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.event.EventTypes;
import cn.jsjb.intake.receiving.NewComplaint;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is posted: bodies of {@code POST /api/complaints}, one after the other. */
interface Requests {
  /** Read as they are needed. */
  Stream<NewComplaint> stream();

  /** Calls of today, the same for the same seed and numbers; when they were made is left to the service. */
  static Requests invented(Catalogue catalogue, long seed, LocalDate first, int days, int perDay, Instant now) {
    Texts texts = new Texts();
    Delays delays = new Delays();
    Callers callers = new Callers(texts, new People(texts, seed), new City(catalogue, delays, seed), seed);
    return () -> LongStream.range(0, (long) days * perDay).mapToObj(n -> {
      Chance chance = Chance.of(seed, "ticket", n);
      String channel = delays.choice("/channels").draw(chance);
      return callers.call(n, channel, first.plusDays(n / perDay), null, chance).request();
    });
  }

  /**
   * Petitions of a masked city, as the message board of a newspaper (人民网) would bring them in. Their places are masked, so they
   * are spread over Beijing's streets and towns by their ids.
   */
  static Requests petitions(Path file, Catalogue catalogue, long seed) {
    List<City.Spot> spots = new City(catalogue, new Delays(), seed).spots().stream().filter(spot -> spot.localityCode() != null).toList();
    return () -> {
      try {
        List<String> lines = Files.readAllLines(file);
        return IntStream.range(0, lines.size()).filter(i -> !lines.get(i).isBlank()).mapToObj(i -> petition(file, i + 1, lines.get(i), spots));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    };
  }

  private static NewComplaint petition(Path file, int line, String json, List<City.Spot> spots) {
    try {
      JsonNode petition = EventTypes.JSON.readTree(json);
      String id = petition.path("id").asText("");
      if (id.isEmpty()) {
        throw new Trouble("Line %d of %s has no id.", line, file);
      }
      City.Spot spot = Chance.of(0, id, 0).oneOf(spots);
      String time = petition.path("time").asText("");
      Instant at = time.isEmpty() ? null : LocalDateTime.parse(time.replace(' ', 'T')).atZone(WorkingCalendar.BEIJING).toInstant();
      return new NewComplaint("PEOPLE_BOARD", id, null, text(petition, "title"), text(petition, "detail"), new NewComplaint.Person(text(petition, "user"), null, false, false),
          new NewComplaint.Where(null, spot.districtCode(), spot.localityCode(), null, null, null), at, null, null, List.of());
    } catch (JsonProcessingException | DateTimeException unreadable) {
      throw new Trouble(unreadable, "Line %d of %s is no petition: it has to be one JSON object with id, title, time (2019-02-28T11:25:05) and detail.", line, file);
    }
  }

  private static String text(JsonNode node, String field) { return node.hasNonNull(field) ? node.get(field).asText() : null; }
}
