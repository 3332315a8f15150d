package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The yearly programme "one topic each month" (每月一题): 2021 had 12 themes and 27 problems (domain 6.3). Each year is a file of its own, never changed afterwards. */
public final class Problems {
  /** @param month the month the theme was set for, 1–12; an assumption */
  public record Theme(String id, String name, String en, int month) {}

  public record Year(int year, String version, List<Theme> themes, List<Problem> problems) {}

  private final List<Year> years;
  private final Map<String, Problem> byId = new LinkedHashMap<>();

  private Problems(List<Year> years) {
    this.years = years.stream().sorted(Comparator.comparingInt(Year::year)).toList();
    for (var year : this.years)
      for (var problem : year.problems())
        if (byId.put(problem.id(), problem) != null) throw new IllegalStateException("two problems share the id " + problem.id());
  }

  /** @param files as {@code problems-2021.json}, one a year */
  public static Problems read(List<JsonNode> files) {
    return new Problems(files.stream().map(Problems::year).toList());
  }

  private static Year year(JsonNode file) {
    var themes = new ArrayList<Theme>();
    for (var theme : file.required("themes"))
      themes.add(new Theme(Json.text(theme, "id"), Json.text(theme, "name"), Json.text(theme, "en"), theme.required("month").intValue()));
    var problems = new ArrayList<Problem>();
    for (var node : file.required("problems"))
      problems.add(new Problem(Json.text(node, "id"), Json.text(node, "theme"), Json.text(node, "name"), Json.text(node, "en"), Json.text(node, "leadUnit"),
          Json.strings(node.required("supportingUnits")), Problem.Method.valueOf(Json.text(node, "method")), Json.text(node, "basis"),
          Json.strings(node.required("categories")), Terms.read(node), node.required("threshold").intValue()));
    return new Year(file.required("year").intValue(), Json.text(file, "version"), List.copyOf(themes), List.copyOf(problems));
  }

  /** Version of the newest year's list. */
  public String version() {
    return years.getLast().version();
  }

  /** All lists, oldest first. */
  public List<Year> years() {
    return years;
  }

  public Optional<Year> year(int year) {
    return years.stream().filter(list -> list.year() == year).findFirst();
  }

  /** The problems of every year. */
  public List<Problem> all() {
    return List.copyOf(byId.values());
  }

  public Optional<Problem> find(String id) {
    return Optional.ofNullable(id == null ? null : byId.get(id));
  }

  /** @throws NoSuchElementException when no problem has this id */
  public Problem require(String id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("no problem has the id " + id));
  }

  /** The newest year's problem that this third-level category is by definition. */
  public Optional<Problem> ofCategory(String categoryCode) {
    return years.getLast().problems().stream().filter(problem -> problem.categories().contains(categoryCode)).findFirst();
  }
}
