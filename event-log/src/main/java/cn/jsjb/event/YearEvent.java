package cn.jsjb.event;

import java.time.LocalDate;
import java.util.Map;

/** What is said about the programme of a year as a whole; the stream is the year's, {@code MT2021}. */
public sealed interface YearEvent extends ProgrammeEvent {

  /**
   * The year's programme is published. Its problems are defined in streams of their own.
   *
   * @param catalogueVersion the catalogue of problems that tickets are matched with
   * @param source where this is from, such as a document number; {@link ProgrammeEvent#SYNTHETIC} for what is made up
   */
  record TopicYearPublished(int year, String title, String catalogueVersion, String source) implements YearEvent {}

  /** One of the twelve themes (主题). @param month the month it is set for, 1–12 */
  record ThemeDefined(String theme, String name, String en, int month) implements YearEvent {}

  /**
   * The figures as they were told to a meeting. They stay what they were: a fact that is dated back later changes what is computed, never this.
   *
   * @param mode what the numerator of the policies counts
   * @param plans problem → version of the city's plan in force, {@code policyLists} → version of its policy list: the denominators
   */
  record FiguresReported(LocalDate asOf, CountingMode mode, Share tasks, long verified, Share policies, Map<String, Integer> plans,
      Map<String, Integer> policyLists) implements YearEvent {}
}
