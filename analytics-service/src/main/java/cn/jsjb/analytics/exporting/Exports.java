package cn.jsjb.analytics.exporting;

import static cn.jsjb.edge.Caller.ADMIN;
import static cn.jsjb.edge.Caller.ANALYST;
import static cn.jsjb.edge.Caller.BUREAU;
import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.LEADER;
import static cn.jsjb.edge.Caller.SUPERVISOR;

import cn.jsjb.analytics.classifying.ClassesResource;
import cn.jsjb.analytics.comparing.LivelihoodResource;
import cn.jsjb.analytics.comparing.PopulationResource;
import cn.jsjb.analytics.deferring.LedgerBoardResource;
import cn.jsjb.analytics.informing.KnowledgeBoardResource;
import cn.jsjb.analytics.locking.PeriodsResource;
import cn.jsjb.analytics.regulating.EnterprisesResource;
import cn.jsjb.analytics.reporting.AnnualResource;
import cn.jsjb.analytics.reporting.DailyResource;
import cn.jsjb.analytics.reporting.UrgentResource;
import cn.jsjb.analytics.scoring.HistoryResource;
import cn.jsjb.analytics.scoring.ScorecardResource;
import cn.jsjb.analytics.sending.DispatchingResource;
import cn.jsjb.analytics.whistling.WhistlesResource;
import cn.jsjb.analytics.hotspots.CandidatesResource;
import cn.jsjb.analytics.hotspots.HeatResource;
import cn.jsjb.analytics.hotspots.HotspotView;
import cn.jsjb.analytics.hotspots.HotspotsResource;
import cn.jsjb.analytics.monitoring.ProblemsResource;
import cn.jsjb.analytics.proactive.ProactiveTasksResource;
import cn.jsjb.analytics.proactive.TaskView;
import cn.jsjb.analytics.publishing.PublicStatisticsResource;
import cn.jsjb.analytics.ranking.RankingsResource;
import cn.jsjb.analytics.tracing.TicketView;
import cn.jsjb.analytics.tracing.TicketsResource;
import cn.jsjb.edge.Input;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
  @Inject DailyResource daily;
  @Inject UrgentResource urgent;
  @Inject ScorecardResource units;
  @Inject HistoryResource histories;
  @Inject ClassesResource classes;
  @Inject PopulationResource population;
  @Inject LivelihoodResource livelihood;
  @Inject DispatchingResource dispatching;
  @Inject WhistlesResource whistles;
  @Inject LedgerBoardResource ledger;
  @Inject EnterprisesResource enterprises;
  @Inject KnowledgeBoardResource knowledge;
  @Inject AnnualResource annual;
  @Inject PeriodsResource periods;

  private static final String PAGE = "500";

  List<Export> all() {
    return List.of(
        Export.of("problems", "每月一题", "The year's problems", List.of("period", "formula"), q -> problems.all(q.get("period"), q.get("formula"))),
        Export.of("problem", "每月一题分区", "One problem by place", List.of("id", "period", "formula"), q -> problems.one(Input.required("id", q.get("id")), q.get("period"), q.get("formula"))),
        Export.of("rankings", "排名", "Rankings", List.of("list", "period", "formula", "version"), q -> rankings.ranking(q.get("list"), q.get("period"), q.get("formula"), q.get("version"))),
        Export.of("rankings-inner", "双考排名", "Rankings within a locality", List.of("locality", "period", "formula"), q -> rankings.inner(q.get("locality"), q.get("period"), q.get("formula"))),
        Export.list("hotspots", "热点", "Hotspots", List.of("status", "rule", "category", "district", "locality"), HotspotView.class,
            q -> hotspots.ids(q.get("status"), q.get("rule"), q.get("category"), q.get("district"), q.get("locality"), Export.MOST + 1), hotspots::rows),
        Export.of("heat", "热度", "Heat map", List.of("period", "level", "depth", "district", "category"),
            q -> heat.heat(q.get("period"), q.get("level"), q.get("depth"), q.get("district"), q.get("category"), PAGE)),
        Export.list("proactive-tasks", "主动治理任务", "Proactive tasks", List.of("status", "unit"), TaskView.class, q -> tasks.ids(q.get("status"), q.get("unit"), Export.MOST + 1), tasks::rows),
        Export.of("topic-candidates", "明年主题候选", "Candidates for next year's topics", List.of("year"), q -> candidates.candidates(q.get("year")), BUREAU, SUPERVISOR, ANALYST, LEADER, ADMIN),
        Export.list("tickets", "工单", "Tickets", List.of("figure", "period"), TicketView.class, q -> tickets.ids(Optional.ofNullable(q.get("figure")).orElse("city/received"), q.get("period"), Export.MOST + 1), tickets::rows),
        Export.of("statistics", "公开统计（已结束的统计期）", "Open statistics of ended periods", List.of("period"), q -> statistics.statistics(q.get("period"))),
        Export.of("daily", "日报", "Daily report", List.of("day"), q -> daily.report(q.get("day"))),
        Export.of("urgent", "紧急敏感诉求", "Urgent and sensitive", List.of("day"), q -> urgent.report(q.get("day"))),
        Export.of("unit", "单位成绩单", "Unit scorecard", List.of("code", "period", "formula"), q -> units.one(Input.required("code", q.get("code")), q.get("period"), q.get("formula"))),
        Export.of("locality-history", "街道（乡镇）历年", "Locality history", List.of("code", "years", "period"), q -> histories.one(Input.required("code", q.get("code")), q.get("years"), q.get("period"))),
        Export.of("classes", "四类街乡镇", "Classes of localities", List.of("period", "months"), q -> classes.classes(q.get("period"), q.get("months"))),
        Export.of("population", "万人诉求比", "Per 10,000 residents", List.of("period", "year"), q -> population.board(q.get("period"), q.get("year"))),
        Export.of("livelihood", "七有五性", "Livelihood index", List.of("period", "formula"), q -> livelihood.board(q.get("period"), q.get("formula"))),
        Export.of("dispatching", "派单质量", "Dispatch quality", List.of("period"), q -> dispatching.board(q.get("period"))),
        Export.of("whistles", "吹哨报到", "Whistles", List.of("period"), q -> whistles.board(q.get("period"))),
        Export.of("ledger", "挂账与台账", "Ledger and deferrals", List.of("period"), q -> ledger.board(q.get("period"))),
        Export.of("enterprises", "企业诉求", "Enterprises", List.of("period"), q -> enterprises.whole(q.get("period"))),
        Export.of("knowledge", "知识库", "Knowledge base", List.of("period"), q -> knowledge.board(q.get("period"))),
        Export.of("annual", "年度体检报告", "Annual report", List.of("year"), q -> annual.report(q.get("year")), BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN),
        Export.of("locked", "锁定排名", "A locked version", List.of("period", "version", "list"), q -> {
          String period = Input.required("period", q.get("period"));
          String version = Input.required("version", q.get("version"));
          // Reads without a session of its own, and blocks.
          return Uni.createFrom().item(() -> periods.version(period, version, q.get("list"))).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }));
  }

  Optional<Export> find(String name) { return all().stream().filter(e -> e.name().equals(name)).findFirst(); }
}
