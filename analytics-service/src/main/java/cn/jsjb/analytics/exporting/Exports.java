package cn.jsjb.analytics.exporting;

import static cn.jsjb.edge.Caller.ADMIN;
import static cn.jsjb.edge.Caller.ANALYST;
import static cn.jsjb.edge.Caller.BUREAU;
import static cn.jsjb.edge.Caller.LEADER;
import static cn.jsjb.edge.Caller.SUPERVISOR;

import cn.jsjb.analytics.hotspots.CandidatesResource;
import cn.jsjb.analytics.hotspots.HeatResource;
import cn.jsjb.analytics.hotspots.HotspotsResource;
import cn.jsjb.analytics.monitoring.ProblemsResource;
import cn.jsjb.analytics.proactive.ProactiveTasksResource;
import cn.jsjb.analytics.publishing.PublicStatisticsResource;
import cn.jsjb.analytics.ranking.RankingsResource;
import cn.jsjb.analytics.tracing.TicketsResource;
import cn.jsjb.edge.Input;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What can be taken away as a file. A board registers itself with one line here; words for its columns stand in {@code exports/words.json}. */
@ApplicationScoped
public class Exports {
  @Inject ProblemsResource problems;
  @Inject RankingsResource rankings;
  @Inject HotspotsResource hotspots;
  @Inject HeatResource heat;
  @Inject ProactiveTasksResource tasks;
  @Inject CandidatesResource candidates;
  @Inject TicketsResource tickets;
  @Inject PublicStatisticsResource statistics;

  private static final String PAGE = "500";

  List<Export> all() {
    return List.of(
        Export.of("problems", "每月一题", "The year's problems", List.of("period", "formula"), q -> problems.all(q.get("period"), q.get("formula"))),
        Export.of("problem", "每月一题分区", "One problem by place", List.of("id", "period", "formula"), q -> problems.one(Input.required("id", q.get("id")), q.get("period"), q.get("formula"))),
        Export.of("rankings", "排名", "Rankings", List.of("list", "period", "formula"), q -> rankings.ranking(q.get("list"), q.get("period"), q.get("formula"))),
        Export.of("rankings-inner", "双考排名", "Rankings within a locality", List.of("locality", "period", "formula"), q -> rankings.inner(q.get("locality"), q.get("period"), q.get("formula"))),
        Export.of("hotspots", "热点", "Hotspots", List.of("status", "rule", "category", "district", "locality"),
            q -> hotspots.hotspots(q.get("status"), q.get("rule"), q.get("category"), q.get("district"), q.get("locality"), null, PAGE)),
        Export.of("heat", "热力图", "Heat map", List.of("period", "level", "depth", "district", "category"),
            q -> heat.heat(q.get("period"), q.get("level"), q.get("depth"), q.get("district"), q.get("category"), PAGE)),
        Export.of("proactive-tasks", "主动治理任务", "Proactive tasks", List.of("status", "unit"), q -> tasks.tasks(q.get("status"), q.get("unit"), null, PAGE)),
        Export.of("topic-candidates", "明年题目候选", "Candidates for next year's topics", List.of("year"), q -> candidates.candidates(q.get("year")), BUREAU, SUPERVISOR, ANALYST, LEADER, ADMIN),
        Export.paged("tickets", "工单", "Tickets", List.of("figure", "period"), (q, page) -> tickets.behind(Optional.ofNullable(q.get("figure")).orElse("city/received"), q.get("period"), page, Export.PAGE)),
        Export.of("statistics", "公开统计", "Open statistics", List.of("period"), q -> statistics.statistics(q.get("period"))));
  }

  Optional<Export> find(String name) { return all().stream().filter(e -> e.name().equals(name)).findFirst(); }
}
