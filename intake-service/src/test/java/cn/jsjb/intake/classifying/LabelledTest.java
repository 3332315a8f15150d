package cn.jsjb.intake.classifying;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.intake.locating.Locator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Intelligent acceptance on texts that were labelled by hand (see labelled/README.md). The first set and the open half of the second were
 * read while the rules were made; the second set's other half was not, and what is promised of it is what was measured once.
 */
class LabelledTest {
  private static final Instant DAY = Instant.parse("2021-12-01T08:00:00Z");
  private final Classifier classifier = new Classifier(Catalogue.get());
  private final Locator locator = new Locator(Catalogue.get());

  /** What came of one set. */
  private record Result(Scorecard problems, Scorecard emergencies, int named, int placed) {
    double place() { return placed / (double) named; }

    @Override public String toString() { return "problems %s; emergencies %s; place %.3f of %d".formatted(problems.summary(), emergencies.summary(), place(), named); }
  }

  @Test void texts_that_the_rules_were_made_with_are_read_as_promised() throws IOException {
    List<JsonNode> texts = new ArrayList<>(texts("acceptance.jsonl"));
    texts.addAll(half("open"));
    Result tuned = read("tuned", texts);
    assertAll(tuned.toString(), () -> assertTrue(tuned.problems.f1() >= 0.9), () -> assertTrue(tuned.emergencies.recall() >= 0.95), () -> assertTrue(tuned.emergencies.precision() >= 0.8),
        () -> assertTrue(tuned.place() >= 0.95));
  }

  @Test void texts_that_the_rules_were_not_made_with_are_read_as_measured() throws IOException {
    Result heldOut = read("held out", half("held-out"));
    assertAll(heldOut.toString(), () -> assertTrue(heldOut.problems.f1() >= 0.85), () -> assertTrue(heldOut.emergencies.recall() >= 0.95),
        () -> assertTrue(heldOut.emergencies.precision() >= 0.75), () -> assertTrue(heldOut.place() >= 0.93));
  }

  private Result read(String name, List<JsonNode> texts) {
    Scorecard problems = new Scorecard(), emergencies = new Scorecard();
    int named = 0, placed = 0;
    for (JsonNode text : texts) {
      Classification c = classifier.read(null, text.get("text").asText(), null, null, DAY).classification();
      problems.add(text.hasNonNull("problem") ? text.get("problem").asText() : null, c.problemId());
      emergencies.add(text.get("emergency").asBoolean() ? "T1" : null, c.grade() == Grade.URGENT_2H ? "T1" : null);
      if (text.hasNonNull("locality")) {
        named++;
        placed += text.get("locality").asText().equals(locator.locate(null, null, text.get("text").asText()).place().localityCode()) ? 1 : 0;
      }
    }
    Result result = new Result(problems, emergencies, named, placed);
    System.out.println("labelled texts, " + name + ": " + result);
    return result;
  }

  private static List<JsonNode> half(String half) throws IOException { return texts("blind2.jsonl").stream().filter(text -> text.required("half").asText().equals(half)).toList(); }

  private static List<JsonNode> texts(String file) throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(LabelledTest.class.getResourceAsStream("/labelled/" + file), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> {
        try {
          return EventTypes.JSON.readTree(line);
        } catch (IOException e) {
          throw new IllegalStateException(line, e);
        }
      }).toList();
    }
  }
}
