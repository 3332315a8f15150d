package cn.jsjb.intake;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.EventTypes;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.intake.receiving.NewComplaint;
import cn.jsjb.intake.receiving.Receiving;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A trial, not a promise: real petitions of another city, where they are at hand, go through door, classifier and locator. Places of that city are
 * masked, so the locator has nothing to find.
 */
@Tag("trial")
class RealPetitionsTest {
  @Test void petitions_go_through_the_door_and_the_classifier_without_a_failure() throws IOException {
    Path file = petitions();
    assumeTrue(file != null, "no shared/data/petitions beside this repository: the trial stands aside");
    Classifier classifier = new Classifier(Catalogue.get());
    Locator locator = new Locator(Catalogue.get());
    Receiving receiving = new Receiving(Catalogue.get(), classifier, locator);
    List<String> lines = Files.readAllLines(file);
    int step = Integer.getInteger("petitions.step", Math.max(1, lines.size() / 200));
    int tried = 0, unsure = 0, urgent = 0, problem = 0, placed = 0;
    for (int i = 0; i < lines.size(); i += step) {
      JsonNode p = EventTypes.JSON.readTree(lines.get(i));
      Instant at = LocalDateTime.parse(p.get("time").asText()).toInstant(ZoneOffset.ofHours(8));
      String title = p.get("title").asText();
      var verdict = receiving.decide(new NewComplaint("CITY_PORTAL", p.get("id").asText(), null, title, p.get("detail").asText(), null, null, at, null, null, null), at);
      var request = assertInstanceOf(Receiving.Acceptable.class, verdict, () -> verdict + " for petition " + p.get("id"));
      var reading = classifier.read(request.open().title(), request.open().content(), null, null, Instant.now());
      assertNotNull(reading.classification().category());
      assertNotNull(reading.requestType());
      tried++;
      unsure += reading.classification().confidence() < 0.2 ? 1 : 0;
      urgent += reading.classification().grade() == Grade.URGENT_2H ? 1 : 0;
      problem += reading.classification().problemId() != null ? 1 : 0;
      placed += locator.locate(null, title, p.get("detail").asText()).confidence() > 0 ? 1 : 0;
      var where = locator.locate(null, title, p.get("detail").asText());
      if (Boolean.getBoolean("petitions.show") && (where.confidence() > 0 || reading.classification().grade() == Grade.URGENT_2H)) System.out.println("SHOW " + title + " → " + reading.classification() + where);
    }
    System.out.printf("trial: %d petitions, %d without a word of ours, %d urgent, %d of the year's problems, %d with a Beijing place%n", tried, unsure, urgent, problem, placed);
    assertTrue(tried >= 200);
  }

  /** {@code shared/data} lies beside the repository's root. */
  private static Path petitions() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path file = up.resolve("shared/data/petitions/sheet3_petitions.jsonl");
      if (Files.isReadable(file)) {
        return file;
      }
    }
    return null;
  }
}
