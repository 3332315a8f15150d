package cn.jsjb.analytics.exporting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.hotspots.HotspotsResource;
import cn.jsjb.analytics.monitoring.ProblemsResource;
import cn.jsjb.analytics.publishing.CityMonths;
import cn.jsjb.analytics.ranking.RankingsResource;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * 月报: the month as a Word document with charts that can be edited. Charts are Word's own and not pictures, so that they need no fonts on the server. Every number is one
 * of the answers of this service.
 */
@ApplicationScoped
class MonthlyReport {
  private static final int SHOWN = 10;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  @Inject CityMonths city;
  @Inject ProblemsResource problems;
  @Inject RankingsResource rankings;
  @Inject HotspotsResource hotspots;
  @Inject ObjectMapper json;
  @Inject Mutiny.SessionFactory database;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Catalogue catalogue;

  /** First-level category → tickets, the largest first: for leaders also the small numbers that the public is not told. */
  private Uni<Map<String, Long>> categories(String period) {
    Period in = asked.period(period);
    return database.withSession(session -> counting.tally(session, List.of(in), "category:")).map(found -> {
      Map<String, Long> sums = new TreeMap<>();
      catalogue.categories().headings().stream().filter(h -> h.code().length() == 2)
          .forEach(h -> sums.put(h.code(), found.get(in).getOrDefault("category:" + h.code(), Counts.NONE).get(Figure.RECEIVED)));
      Map<String, Long> named = new LinkedHashMap<>();
      sums.entrySet().stream().filter(e -> e.getValue() > 0).sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
          .forEach(e -> named.put(catalogue.categories().heading(e.getKey()).map(h -> h.name()).orElse(e.getKey()), e.getValue()));
      return named;
    });
  }

  /** All of them: how many, and which are the largest, is not told by a page of them. */
  private Uni<HotspotsResource.Rows> open() { return hotspots.ids("OPEN", null, null, null, null, Export.MOST).flatMap(hotspots::rows); }

  Uni<Path> write(String period, Files.Draft draft) {
    return categories(period).flatMap(categories -> database.withSession(session -> city.of(session, asked.period(period))).flatMap(whole -> problems.all(period, null).flatMap(boards -> rankings.ranking("LOCALITY", period, null, null).flatMap(ranking ->
        open().emitOn(Infrastructure.getDefaultWorkerPool()).map(hot -> {
          try {
            try (OutputStream to = draft.open(); WordFile word = new WordFile()) {
              tell(word, categories, json.valueToTree(whole), json.valueToTree(boards), json.valueToTree(ranking), json.valueToTree(hot));
              word.write(to);
            }
            return draft.done();
          } catch (IOException e) {
            draft.drop();
            throw new UncheckedIOException(e);
          }
        })))));
  }

  private static void tell(WordFile word, Map<String, Long> categories, JsonNode whole, JsonNode boards, JsonNode ranking, JsonNode hot) throws IOException {
    String period = whole.path("period").asText();
    word.title("接诉即办工作月报");
    word.centred("%s年%d月".formatted(period.substring(0, 4), Integer.parseInt(period.substring(5))));
    word.centred("统计周期：%s至%s（含首日、不含末日）".formatted(day(whole.path("from")), day(whole.path("to"))));

    word.heading("一、总体情况");
    JsonNode before = whole.path("months").path(1);
    word.text("本期受理诉求%s件，%s；办结%s件。响应率%s，解决率%s，满意率%s，综合得分%s。".formatted(number(whole.path("received")), compared(whole.path("received").asLong(), before.path("received").asLong()),
        number(whole.path("completed")), rate(whole.path("responseRate")), rate(whole.path("resolutionRate")), rate(whole.path("satisfactionRate")), score(whole.path("score"))));
    List<JsonNode> months = list(whole.path("months"));
    java.util.Collections.reverse(months);
    word.lines("各期受理量与办结量（件）", texts(months, m -> m.path("period").asText()), List.of("受理", "办结"),
        List.of(months.stream().map(m -> m.path("received").asLong()).toList(), months.stream().map(m -> m.path("completed").asLong()).toList()));
    word.table(List.of("统计期", "受理（件）", "办结（件）", "响应率", "解决率", "满意率", "得分"), rows(months, m -> List.of(m.path("period").asText(), number(m.path("received")), number(m.path("completed")),
        rate(m.path("responseRate")), rate(m.path("resolutionRate")), rate(m.path("satisfactionRate")), score(m.path("score")))));

    word.heading("二、诉求分类");
    if (categories.isEmpty()) {
      word.text("本期没有已分类的诉求。");
    } else {
      word.bars("一级分类受理量（件）", List.copyOf(categories.keySet()), "受理", List.copyOf(categories.values()));
    }
    word.text("其中已分类%,d件。".formatted(categories.values().stream().mapToLong(n -> n).sum()));

    word.heading("三、街道（乡镇）排名");
    List<JsonNode> ranked = list(ranking.path("items")).stream().filter(r -> r.path("rank").isNumber()).toList();
    word.text("有有效回访、参加排名的街道（乡镇）%d个。前%d名和后%d名如下。".formatted(ranked.size(), Math.min(SHOWN, ranked.size()), Math.min(SHOWN, ranked.size())));
    List<String> header = List.of("名次", "上期名次", "街道（乡镇）", "受理（件）", "响应率", "解决率", "满意率", "得分");
    Function<JsonNode, List<String>> line = r -> List.of(r.path("rank").asText(), r.path("previousRank").isNull() ? "—" : r.path("previousRank").asText(), r.path("name").asText(), number(r.path("volume")),
        rate(r.path("responseRate")), rate(r.path("resolutionRate")), rate(r.path("satisfactionRate")), score(r.path("score")));
    word.table(header, rows(ranked.subList(0, Math.min(SHOWN, ranked.size())), line));
    word.table(header, rows(ranked.subList(Math.max(0, ranked.size() - SHOWN), ranked.size()), line));

    word.heading("四、每月一题");
    word.table(List.of("问题", "主责单位", "受理（件）", "上期", "解决率", "满意率", "任务", "进度"), rows(list(boards.path("items")), p -> List.of(p.path("name").asText(), p.path("leadUnitName").asText(""), number(p.path("volume")),
        number(p.path("previousVolume")), rate(p.path("resolutionRate")), rate(p.path("satisfactionRate")), share(p.path("tasks")), Words.value(p.path("colour").isNull() ? "—" : p.path("colour").asText(), "zh"))));

    word.heading("五、热点与主动治理");
    List<JsonNode> open = list(hot.path("items"));
    word.text("目前持续的热点%s个，其中已承接主动治理任务%d个。".formatted("%,d".formatted(open.size()), open.stream().filter(h -> h.path("taskStatus").asText().equals("ACCEPTED")).count()));
    word.table(List.of("规则", "事项", "地点", "责任单位", "件数", "起始", "任务"), rows(open.stream().sorted(Comparator.comparingLong((JsonNode h) -> h.path("tickets").asLong()).reversed()).limit(2L * SHOWN).toList(),
        h -> List.of(h.path("ruleName").asText(), h.path("categoryName").asText(), h.path("spot").path("name").asText(), h.path("unitName").asText(""), number(h.path("tickets")), day(h.path("from")),
            h.path("taskStatus").isNull() ? "—" : Words.value(h.path("taskStatus").asText(), "zh"))));

    word.heading("六、说明");
    JsonNode formula = whole.path("formula");
    word.text("综合得分＝响应率×%s%%＋解决率×%s%%＋满意率×%s%%，“基本满意”按%s计入满意（规则版本%s；%s）。没有有效回访的，三率记为“—”，不排名。".formatted(formula.path("weights").path("response").asText(),
        formula.path("weights").path("resolution").asText(), formula.path("weights").path("satisfaction").asText(), formula.path("basically").asText(), formula.path("version").asText(), formula.path("basis").asText()));
    word.text("数据截至%s，尚有%s条记录未计入。热点规则为系统默认值，属假定。".formatted(whole.path("asOf").isNull() ? "—" : MINUTE.format(OffsetDateTime.parse(whole.path("asOf").asText()).atZoneSameInstant(BEIJING)), number(whole.path("behind"))));
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  private static List<String> texts(List<JsonNode> nodes, Function<JsonNode, String> text) { return nodes.stream().map(text).toList(); }

  private static List<List<String>> rows(List<JsonNode> nodes, Function<JsonNode, List<String>> line) { return nodes.stream().map(line).toList(); }

  private static String number(JsonNode n) { return n.isNumber() ? "%,d".formatted(n.asLong()) : "—"; }

  private static String rate(JsonNode n) { return n.isNumber() ? n.decimalValue().multiply(BigDecimal.valueOf(100)).setScale(2, RoundingMode.HALF_UP).toPlainString() + "%" : "—"; }

  private static String score(JsonNode n) { return n.isNumber() ? n.decimalValue().setScale(2, RoundingMode.HALF_UP).toPlainString() : "—"; }

  private static String share(JsonNode progress) { return progress.path("total").isNumber() ? progress.path("done").asText() + "/" + progress.path("total").asText() : "—"; }

  private static String day(JsonNode at) { return at.isTextual() ? DAY.format(OffsetDateTime.parse(at.asText()).atZoneSameInstant(BEIJING)) : "—"; }

  private static String compared(long now, long before) {
    if (before == 0) {
      return "上期无数据可比";
    }
    BigDecimal change = BigDecimal.valueOf(now - before).multiply(BigDecimal.valueOf(100)).divide(BigDecimal.valueOf(before), 2, RoundingMode.HALF_UP);
    return change.signum() == 0 ? "与上期持平" : "比上期%s%s%%".formatted(change.signum() > 0 ? "增加" : "减少", change.abs().toPlainString());
  }
}
