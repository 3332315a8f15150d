package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What people write and say: {@code demo/texts.json}, invented, for the year's problems and for everyday. */
final class Texts {
  /** @param season weight by month, or null; @param problem whether it is one of the year's problems; @param address where it is when that is beyond the city, or null */
  record Kind(String key, boolean problem, double weight, City.Surroundings place, String address, String timeOfDay, Map<String, int[]> ranges, double[] season, List<Text> texts,
      double[] cumulative) {
    double weightIn(int month) { return weight * (season == null ? 1 : season[month - 1]); }
  }

  /** @param party whose company it is about, or null */
  record Text(String title, String content, RequestType type, String party, Map<String, int[]> ranges, double weight) {}

  record Whistle(String ground, String matter, List<String> roles) {}

  private final JsonNode file = Resource.read("texts.json");
  private final List<Kind> kinds = new ArrayList<>();
  private final double[][] byMonth = new double[12][];
  private final Map<String, int[]> usual = ranges(file.required("defaultRanges"));
  private final Map<String, List<String>> lists = new ConcurrentHashMap<>();
  private final Map<Outcome, List<String>> replies = new EnumMap<>(Outcome.class);
  private final List<Whistle> whistles = new ArrayList<>();

  Texts() {
    file.required("problems").properties().forEach(e -> kinds.add(kind(e.getKey(), true, e.getValue())));
    file.required("everyday").properties().forEach(e -> kinds.add(kind(e.getKey(), false, e.getValue())));
    for (int month = 1; month <= 12; month++) {
      double sum = 0;
      double[] cumulative = new double[kinds.size()];
      for (int k = 0; k < cumulative.length; k++) {
        cumulative[k] = sum += kinds.get(k).weightIn(month);
      }
      byMonth[month - 1] = cumulative;
    }
    for (Outcome outcome : Outcome.values()) {
      replies.put(outcome, Resource.strings(file.required("replies").required(outcome.name().toLowerCase(java.util.Locale.ROOT))));
    }
    file.required("whistleMatters").forEach(w -> whistles.add(new Whistle(w.required("ground").asText(), w.required("matter").asText(), Resource.strings(w.required("roles")))));
  }

  private static Kind kind(String key, boolean problem, JsonNode node) {
    List<Text> texts = new ArrayList<>();
    double[] cumulative = new double[node.required("texts").size()];
    double sum = 0;
    for (JsonNode text : node.required("texts")) {
      double weight = text.path("weight").asDouble(1);
      cumulative[texts.size()] = sum += weight;
      texts.add(new Text(text.required("title").asText(), text.required("content").asText(), RequestType.valueOf(text.required("requestType").asText()),
          text.hasNonNull("party") ? text.get("party").asText() : null, ranges(text.path("ranges")), weight));
    }
    double[] season = node.has("season") ? new double[12] : null;
    for (int m = 0; season != null && m < 12; m++) {
      season[m] = node.get("season").get(m).doubleValue();
    }
    return new Kind(key, problem, node.required("weight").doubleValue(), City.Surroundings.valueOf(node.required("place").asText()), node.path("address").asText(null), node.required("timeOfDay").asText(),
        ranges(node.path("ranges")), season, List.copyOf(texts), cumulative);
  }

  private static Map<String, int[]> ranges(JsonNode node) {
    Map<String, int[]> ranges = new LinkedHashMap<>();
    node.properties().forEach(e -> ranges.put(e.getKey(), new int[] {e.getValue().get(0).intValue(), e.getValue().get(1).intValue()}));
    return ranges;
  }

  Kind kind(int month, Chance chance) { return kinds.get(chance.index(byMonth[month - 1])); }

  /** @param path such as {@code /closings/polite} */
  List<String> list(String path) { return lists.computeIfAbsent(path, p -> Resource.strings(file.requiredAt(p))); }

  List<String> replies(Outcome outcome) { return replies.get(outcome); }

  /** Replies that only this problem gets; empty for most. */
  List<String> repliesTo(Kind kind) { return lists.computeIfAbsent("replies of " + kind.key(), k -> Resource.strings(file.required("repliesByKind").path(kind.key()))); }

  List<Whistle> whistles(String ground) { return whistles.stream().filter(w -> w.ground().equals(ground)).toList(); }

  /** One matter told by one person: a slot is filled once, so that the answer speaks of the same house as the question. */
  final class Telling {
    private final Kind kind;
    private final Text text;
    private final City.Spot spot;
    private final LocalDate day;
    private final Chance chance;
    private final Map<String, String> slots = new HashMap<>();

    Telling(Kind kind, City.Spot spot, LocalDate day, Chance chance) {
      this.kind = kind;
      this.text = kind.texts().get(chance.index(kind.cumulative()));
      this.spot = spot;
      this.day = day;
      this.chance = chance;
    }

    Kind kind() { return kind; }

    RequestType type() { return text.type(); }

    String title() { return fill(text.title()); }

    /** What is said before and after differs with the way in. */
    String content(boolean phone) {
      String opening = chance.happens(0.35) ? chance.oneOf(list(phone ? "/openings/phone" : "/openings/net")) : "";
      String mood = chance.happens(0.5) ? "polite" : chance.happens(0.6) ? "plain" : "angry";
      String closing = chance.happens(0.4) ? chance.oneOf(list("/closings/" + mood)) : "";
      return opening + fill(text.content()) + closing;
    }

    /** The company it is about, where the words name one. */
    String party() { return text.party() == null ? null : slots.get("company"); }

    String address() { return spot.districtName() + spot.localityName() + fill("{estate}{building}号楼"); }

    String answer(Outcome outcome) {
      List<String> own = repliesTo(kind);
      return fill(outcome == Outcome.RESOLVED && !own.isEmpty() && chance.happens(0.4) ? chance.oneOf(own) : chance.oneOf(replies(outcome)));
    }

    String fill(String template) {
      StringBuilder text = new StringBuilder(template.length() + 20);
      int from = 0;
      for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
        int close = template.indexOf('}', open);
        text.append(template, from, open).append(filled(template.substring(open + 1, close)));
        from = close + 1;
      }
      return text.append(template, from, template.length()).toString();
    }

    private String filled(String name) {
      String there = slots.get(name);
      if (there == null) {
        there = slot(name);
        slots.put(name, there);
      }
      return there;
    }

    private String slot(String name) {
      return switch (name) {
        case "estate" -> chance.oneOf(list("/estateNames"));
        case "road" -> chance.oneOf(list("/roads"));
        case "company" -> chance.oneOf(list("/companies/" + (text.party() == null ? "company" : text.party())));
        case "locality" -> spot.localityName();
        case "district" -> spot.districtName();
        case "community" -> community();
        case "time" -> chance.oneOf(list("/times/" + kind.timeOfDay()));
        case "date" -> {
          LocalDate date = day.minusDays(chance.between(1, 20));
          yield "%d月%d日".formatted(date.getMonthValue(), date.getDayOfMonth());
        }
        case "room" -> Integer.toString(chance.between(1, 18) * 100 + chance.between(1, 4));
        default -> {
          int[] range = text.ranges().getOrDefault(name, kind.ranges().getOrDefault(name, usual.get(name)));
          if (range == null) {
            throw new IllegalStateException("no range for the slot {%s} of %s".formatted(name, kind.key()));
          }
          int drawn = chance.between(range[0], range[1]);
          // People round what they have paid.
          yield Integer.toString(name.equals("money") && drawn > 1_000 ? drawn / 100 * 100 : drawn);
        }
      };
    }

    private String community() {
      if (spot.communities().isEmpty()) {
        return filled("estate") + "社区";
      }
      String name = chance.oneOf(spot.communities()).shortName();
      return name.endsWith("村") ? name : name + "社区";
    }
  }
}
