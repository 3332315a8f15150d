package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.classifying.Scorecard;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.benching.Figure.Goal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code classify}: how well the words of a request lead to problem, emergency and place, on texts that people labelled
 * (intake-service/src/test/resources/labelled) without knowing the rules. The first set and the open half of the second were read while
 * the rules were made; the held-out half was not, and its figures are told apart. Labels of real petitions count too where those lie
 * beside the repository.
 */
final class Classifying {
  private static final String LABELLED = "intake-service/src/test/resources/labelled";
  /** The texts are of the year whose problems they are labelled with. */
  private static final Instant DAY = Instant.parse("2021-12-01T08:00:00Z");
  private static final String PETITIONS = "shared/data/petitions";

  private record Text(String title, String words, JsonNode label) {
    String want(String field) { return label.hasNonNull(field) ? label.get(field).asText() : null; }
  }

  private final Classifier classifier = new Classifier(Catalogue.get());
  private final Locator locator = new Locator(Catalogue.get());
  private final List<Figure> figures = new ArrayList<>();

  private Classifying() {}

  static List<Figure> measure(Bench bench, Workbench workbench) throws IOException {
    Path folder = TakingIn.home().resolve(LABELLED);
    List<Text> first = written(folder.resolve("acceptance.jsonl")), second = written(folder.resolve("blind2.jsonl"));
    Classifying c = new Classifying();
    c.score(bench, "classify", "the first set, " + first.size() + " texts, read while the rules were made", first, true);
    c.score(bench, "classify-open", "the open half of the second set, read while the rules were made", half(second, "open"), true);
    c.score(bench, "classify-held-out", "the other half of the second set, not read while the rules were made", half(second, "held-out"), true);
    List<Text> petitions = petitions(folder);
    if (petitions.isEmpty()) {
      bench.say("no %s beside this repository: the real petitions stand aside", PETITIONS);
    } else {
      c.score(bench, "classify-petitions", "%d real petitions of another city, drawn without regard to subject".formatted(petitions.size()), petitions, false);
    }
    List<Text> all = new ArrayList<>(first);
    all.addAll(second);
    c.time(all);
    return c.figures;
  }

  private static List<Text> written(Path file) throws IOException {
    List<Text> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode label = EventTypes.JSON.readTree(line);
      texts.add(new Text(null, label.required("text").asText(), label));
    }
    return texts;
  }

  private static List<Text> half(List<Text> texts, String half) { return texts.stream().filter(text -> half.equals(text.want("half"))).toList(); }

  private static List<Text> petitions(Path labels) throws IOException {
    List<Text> texts = new ArrayList<>();
    for (Path up = TakingIn.home(); up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve(PETITIONS))) {
        for (String line : Files.readAllLines(labels.resolve("petitions.jsonl"))) {
          JsonNode label = EventTypes.JSON.readTree(line);
          JsonNode petition = EventTypes.JSON.readTree(Files.readAllLines(up.resolve(PETITIONS).resolve(label.required("file").asText())).get(label.required("line").asInt() - 1));
          if (!petition.required("id").asText().equals(label.required("petition").asText())) {
            throw new Trouble("Line %s of the petitions is another than was labelled.", label.get("line"));
          }
          texts.add(new Text(petition.path("title").asText(), petition.path("detail").asText(), label));
        }
        return texts;
      }
    }
    return texts;
  }

  private void score(Bench bench, String name, String what, List<Text> texts, boolean table) {
    Scorecard problems = new Scorecard(), emergencies = new Scorecard();
    int named = 0, placed = 0, ambiguous = 0, offered = 0, unnamed = 0, invented = 0;
    for (Text text : texts) {
      Classification c = classifier.read(text.title(), text.words(), null, null, DAY).classification();
      problems.add(text.want("problem"), c.problemId());
      emergencies.add(text.label().path("emergency").asBoolean() ? "T1" : null, c.grade() == Grade.URGENT_2H ? "T1" : null);
      Location at = locator.locate(null, text.title(), text.words());
      String locality = text.want("locality");
      if (text.label().path("ambiguous").asBoolean()) {
        ambiguous++;
        offered += at.place().localityCode() == null && at.candidates().size() > 1 ? 1 : 0;
      } else if (locality != null) {
        named++;
        placed += locality.equals(at.place().localityCode()) ? 1 : 0;
      } else if (text.label().has("text")) {
        unnamed++;
        invented += at.place().localityCode() != null ? 1 : 0;
      }
    }
    bench.say("%s (%s)%n  problems     %s%n  emergencies  %s%n  place        %d of %d localities, %d of %d ambiguous names offered as such, %d of %d texts without one given one",
        name, what, problems.summary(), emergencies.summary(), placed, named, offered, ambiguous, invented, unnamed);
    if (table) {
      System.err.println(problems.table().indent(2));
    }
    figure(name + "-problems", "F1 of 27 problems, micro", problems.f1(), table ? 0.85 : 0, problems.summary());
    if (emergencies.recall() > 0) {
      figure(name + "-emergency", "recall", emergencies.recall(), table ? 0.95 : 0, "precision %.3f".formatted(emergencies.precision()));
    }
    if (named > 0) {
      figure(name + "-place", "share of named localities", placed / (double) named, table ? 0.9 : 0, "%d texts name one; of %d ambiguous names %d were offered as such".formatted(named, ambiguous, offered));
    }
  }

  private void figure(String name, String unit, double value, double goal, String note) {
    figures.add(new Figure(name, unit, Spread.of(value), null, goal == 0 ? null : new Goal("≥ %.2f".formatted(goal), value >= goal), note));
  }

  /** Reading and locating together, one text at a time, after a warm-up. */
  private void time(List<Text> texts) {
    double[] micros = new double[texts.size()];
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < micros.length; i++) {
        Text text = texts.get(i);
        long began = System.nanoTime();
        classifier.read(text.title(), text.words(), null, null, DAY);
        locator.locate(null, text.title(), text.words());
        micros[i] = (System.nanoTime() - began) / 1e3;
      }
    }
    Arrays.sort(micros);
    double median = micros[micros.length / 2];
    figures.add(new Figure("classify-time", "µs a text, median", Spread.of(median), null, new Goal("< 1,000", median < 1_000),
        "99 %% within %.0f µs; classifier and locator".formatted(micros[micros.length * 99 / 100])));
  }
}
