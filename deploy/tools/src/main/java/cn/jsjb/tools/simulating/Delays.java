package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Grade;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long people take and how often they do what: {@code demo/delays.json}. All of it is an assumption; lengths are minutes. */
final class Delays {
  /** Something to choose from by weight. */
  record Choice(List<String> names, double[] cumulative) {
    String draw(Chance chance) { return names.get(chance.index(cumulative)); }
  }

  private final JsonNode file = Resource.read("delays.json");
  private final Map<String, Quantiles> quantiles = new HashMap<>();
  private final Map<String, Double> shares = new HashMap<>();
  private final Map<String, Choice> choices = new HashMap<>();

  /** @param path such as {@code /grades/URGENT_2H/sign} */
  Quantiles of(String path) { return quantiles.computeIfAbsent(path, p -> Quantiles.read(file.requiredAt(p))); }

  Duration draw(String path, Chance chance) { return minutes(of(path).draw(chance)); }

  /** @param step sign, contact, reply or callback */
  Duration draw(Grade grade, String step, Chance chance) { return draw("/grades/" + grade + "/" + step, chance); }

  /** A probability, by grade where the file tells grades apart. */
  double share(String branch, Grade grade) {
    return shares.computeIfAbsent(branch + grade, key -> {
      JsonNode node = file.requiredAt("/branches/" + branch);
      return node.isNumber() ? node.doubleValue() : node.has(grade.name()) ? node.get(grade.name()).doubleValue()
          : node.has("default") ? node.get("default").doubleValue() : node.required(Grade.GENERAL_7D.name()).doubleValue();
    });
  }

  double share(String branch) { return shares.computeIfAbsent(branch, b -> file.requiredAt("/branches/" + b).doubleValue()); }

  /** @param path of an object name → weight, or of a list of weights (names are then 0, 1, …) */
  Choice choice(String path) {
    return choices.computeIfAbsent(path, p -> {
      JsonNode node = file.requiredAt(p);
      List<String> names = new ArrayList<>();
      double[] cumulative = new double[node.size()];
      double sum = 0;
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          names.add(Integer.toString(i));
          cumulative[i] = sum += node.get(i).doubleValue();
        }
      } else {
        for (var entry : node.properties()) {
          cumulative[names.size()] = sum += entry.getValue().doubleValue();
          names.add(entry.getKey());
        }
      }
      return new Choice(List.copyOf(names), cumulative);
    });
  }

  /** Like {@link #choice}, of the grade where the file has one for it. */
  Choice choice(String path, Grade grade) { return choice(path + "/" + (file.at(path).has(grade.name()) ? grade.name() : "default")); }

  double number(String path) { return file.requiredAt(path).doubleValue(); }

  static Duration minutes(double minutes) { return Duration.ofMillis((long) (minutes * 60_000)); }
}
