package cn.jsjb.analytics.exporting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.exporting.Words.Word;
import cn.jsjb.catalogue.Units;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer as tables: every list in it is a sheet, its scalar fields are the columns, those of an object inside (counts, tasks, evidence) too; what is left beside the
 * lists explains them. A list whose rows name a district has a further sheet for each district.
 */
final class Sheets {
  /** @param path of the list in the answer: {@code items}, {@code districts} */
  record Sheet(String path, String title, List<Column> columns, List<JsonNode> rows) {}

  /** @param path of the value in a row: {@code counts.received} */
  record Column(String path, Word word) {
    JsonNode of(JsonNode row) {
      JsonNode at = row;
      for (String step : path.split("\\.")) {
        at = at.path(step);
      }
      return at;
    }
  }

  /** Names of the fields that only machines need. */
  private static final Set<String> SILENT = Set.of("figure", "boundary", "episodes", "datum", "en", "ruleNameEn", "categoryEn", "thresholdEn", "titleEn");
  /** Fewer rows are not worth a sheet for each district. */
  private static final int MANY = 40;
  /** Excel's limit for the name of a sheet. */
  private static final int NAME = 31;

  private Sheets() {}

  static List<Sheet> of(JsonNode answer, String title, Units units, String language) {
    List<Sheet> sheets = new ArrayList<>();
    lists(answer, "", sheets, title, units, language);
    return sheets;
  }

  private static void lists(JsonNode node, String path, List<Sheet> sheets, String title, Units units, String language) {
    node.properties().forEach(field -> {
      String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      JsonNode value = field.getValue();
      if (SILENT.contains(field.getKey())) {
        return;
      }
      if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
        sheet(at, at.equals("items") ? title : Words.of(at, language).name(), value, sheets, units, language);
      } else if (value.isObject() && !value.has("numerator")) {
        lists(value, at, sheets, title, units, language);
      }
    });
  }

  /** A part of a long list as one table. */
  static Sheet list(JsonNode answer, Class<? extends Record> row, String title, String language) {
    List<JsonNode> rows = new ArrayList<>();
    answer.path("items").forEach(rows::add);
    return new Sheet("items", title, columns(row, language), rows);
  }

  private static void sheet(String path, String title, JsonNode list, List<Sheet> sheets, Units units, String language) {
    List<JsonNode> rows = new ArrayList<>();
    list.forEach(rows::add);
    List<Column> columns = columns(rows, language);
    sheets.add(new Sheet(path, title, columns, rows));
    Map<String, List<JsonNode>> districts = new LinkedHashMap<>();
    rows.forEach(row -> districts.computeIfAbsent(row.path("districtCode").asText(""), d -> new ArrayList<>()).add(row));
    districts.remove("");
    if (rows.size() >= MANY && districts.size() > 1) {
      districts.entrySet().stream().sorted(Map.Entry.comparingByKey())
          .forEach(d -> sheets.add(new Sheet(path, name(d.getKey(), units, language) + " " + title, columns, d.getValue())));
    }
  }

  private static String name(String district, Units units, String language) {
    return units.find(district).map(u -> "en".equals(language) ? u.en() : u.name()).orElse(district);
  }

  /** All that occur, in the order of their first coming. */
  static List<Column> columns(List<JsonNode> rows, String language) {
    Set<String> paths = new LinkedHashSet<>();
    rows.forEach(row -> scalars(row, "", paths));
    // What is null in one row and has fields in another is its fields.
    Set<String> parents = new LinkedHashSet<>();
    paths.stream().filter(path -> path.contains(".")).forEach(path -> parents.add(path.substring(0, path.lastIndexOf('.'))));
    return paths.stream().filter(path -> !parents.contains(path)).map(path -> new Column(path, Words.of(path, language))).toList();
  }

  /** Those that a record can have, whatever the rows at hand have. */
  static List<Column> columns(Class<? extends Record> row, String language) {
    Set<String> paths = new LinkedHashSet<>();
    fields(row, "", paths);
    return paths.stream().map(path -> new Column(path, Words.of(path, language))).toList();
  }

  private static void fields(Class<?> record, String path, Set<String> paths) {
    for (RecordComponent field : record.getRecordComponents()) {
      if (!SILENT.contains(field.getName())) {
        fields(field, path.isEmpty() ? field.getName() : path + "." + field.getName(), path, paths);
      }
    }
  }

  private static void fields(RecordComponent field, String at, String path, Set<String> paths) {
    Class<?> type = field.getType();
    if (field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
      fields(type, path, paths);
    } else if (type == Counts.class) {
      Counts.NONE.named().keySet().forEach(name -> paths.add(at + "." + name));
    } else if (Map.class.isAssignableFrom(type)) {
      // What can stand in it has a word.
      paths.addAll(Words.under(at));
    } else if (type.isRecord() && !type.getRecordComponents()[0].getName().equals("numerator")) {
      fields(type, at, paths);
    } else if (!Collection.class.isAssignableFrom(type) || !(((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0] instanceof Class<?> of && of.isRecord())) {
      paths.add(at);
    }
  }

  private static void scalars(JsonNode node, String path, Set<String> paths) {
    node.properties().forEach(field -> {
      String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      JsonNode value = field.getValue();
      if (SILENT.contains(field.getKey())) {
        return;
      }
      if (value.isObject() && !value.has("numerator")) {
        scalars(value, at, paths);
      } else if (!value.isArray() || value.isEmpty() || value.get(0).isValueNode()) {
        paths.add(at);
      }
    });
  }

  /** What stands beside the lists: period, formula, as-of and sums; path → value. */
  static Map<String, JsonNode> beside(JsonNode answer) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    Set<String> paths = new LinkedHashSet<>();
    scalars(answer, "", paths);
    paths.forEach(path -> {
      JsonNode value = new Column(path, null).of(answer);
      if (!value.isMissingNode() && !value.isNull()) {
        found.put(path, value);
      }
    });
    return found;
  }

  /** A name that Excel takes, and no other sheet has. */
  static String unique(String title, Set<String> taken) {
    String clean = title.replaceAll("[\\\\/?*\\[\\]:']", " ").strip();
    String name = clean.length() > NAME ? clean.substring(0, NAME) : clean;
    for (int n = 2; !taken.add(name.toLowerCase(java.util.Locale.ROOT)); n++) {
      String tail = " " + n;
      name = (clean.length() > NAME - tail.length() ? clean.substring(0, NAME - tail.length()) : clean) + tail;
    }
    return name;
  }
}
