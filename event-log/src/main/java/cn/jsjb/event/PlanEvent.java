package cn.jsjb.event;

import cn.jsjb.catalogue.Problem.Method;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What is said about one problem of the programme: plan and three lists (一方案三清单) of the city and the seventeen districts, and their progress.
 * Every fact carries the day it holds from, in Beijing, beside the time at which it was said: lists are loaded after the event, and a figure
 * as of a day uses the list in force on that day. {@code scope} is {@code 110000} for the city or the code of a district-level unit.
 */
public sealed interface PlanEvent extends ProgrammeEvent {
  /** Scope of the city's own plan and lists. */
  String CITY = "110000";

  /** @param version 1, 2, 3 … of the definition; @param viceMayor the post of the vice-mayor in charge, never a name */
  record ProblemDefined(int version, LocalDate from, int year, String theme, String name, String en, String leadUnit, List<String> supportingUnits,
      String viceMayor, Method method, String catalogueVersion, String source) implements PlanEvent {}

  /** 解决方案. @param version 1, 2, 3 … a scope */
  record PlanApproved(String scope, int version, LocalDate from, Plan plan) implements PlanEvent {}

  record Plan(String title, List<String> measures, String document, String source) {}

  /** 责任清单: the whole list anew. */
  record ResponsibilityListApproved(String scope, int version, LocalDate from, List<Responsibility> responsibilities, String source) implements PlanEvent {}

  /** @param post who answers for it, as a post */
  record Responsibility(String unit, Part part, String duty, String post) {}

  enum Part { LEAD, SUPPORT }

  /** 任务清单: one more task. @param version of the plan it belongs to */
  record TaskPlanned(String task, int version, LocalDate from, Task spec) implements PlanEvent {}

  /** @param months 1–12, ascending: split over the months of the year (S004); @param target in {@code unit}; null where the task is not a number */
  record Task(String scope, String title, String metric, BigDecimal target, String unit, List<Integer> months, String owner, List<String> supporting,
      String source) {}

  /** Another wording, target, month or owner; the scope stays. */
  record TaskRevised(String task, int version, LocalDate from, Task spec, String reason) implements PlanEvent {}

  /** @param done so far, in the task's own unit; null where the task is not a number */
  record TaskProgressed(String task, LocalDate on, BigDecimal done, String note) implements PlanEvent {}

  /** Said by the owner; not yet believed. @param by the person who said so, who cannot verify it */
  record TaskCompleted(String task, LocalDate on, BigDecimal done, String note, List<String> evidence, String by) implements PlanEvent {}

  /** Said by somebody else. Not passed: it is running again. */
  record TaskVerified(String task, LocalDate on, boolean passed, String opinion, String by) implements PlanEvent {}

  /** @param from first day off the list */
  record TaskDropped(String task, int version, LocalDate from, String reason) implements PlanEvent {}

  enum TaskStatus { PLANNED, RUNNING, COMPLETED, VERIFIED, DROPPED }

  /** 政策清单: one more policy. @param version the list's, 1, 2, 3 … a scope: the denominator is versioned */
  record PolicyPlanned(String policy, int version, LocalDate from, Policy spec) implements PlanEvent {}

  /** @param due planned for; null where it is not said */
  record Policy(String scope, String title, List<String> drafters, LocalDate due, String source) {}

  record PolicyDrafted(String policy, LocalDate on, String note) implements PlanEvent {}

  record PolicyConsulted(String policy, LocalDate on, String note) implements PlanEvent {}

  /** 即将出台: settled, to be issued any day. */
  record PolicyReadied(String policy, LocalDate on, String note) implements PlanEvent {}

  record PolicyIssued(String policy, LocalDate on, String document) implements PlanEvent {}

  record PolicyDropped(String policy, int version, LocalDate from, String reason) implements PlanEvent {}

  /** The list of a scope in one go: the first one, or a revision. */
  record PolicyListRevised(String scope, int version, LocalDate from, List<NamedPolicy> added, List<String> dropped, String reason) implements PlanEvent {}

  record NamedPolicy(String policy, Policy spec) {}

  enum PolicyStatus { PLANNED, DRAFTING, CONSULTING, IMMINENT, ISSUED, DROPPED }

  /**
   * An outcome (成效) as of a day. Never summed: of a cumulative metric the last value is the figure, of another each value is its own period's.
   *
   * @param since first day of the period a value that is not cumulative is about; null for a cumulative one
   * @param correction why a value replaces one of the same day, or a cumulative one falls; null when it does neither
   */
  record OutcomeMetricReported(String metric, String scope, String name, BigDecimal value, String unit, LocalDate asOf, LocalDate since, boolean cumulative,
      BigDecimal target, String correction, String source) implements PlanEvent {}
}
