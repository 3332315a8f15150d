package cn.jsjb.supervision.programme;

import cn.jsjb.event.AnalyticsEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.ProgrammeEvent;
import cn.jsjb.event.YearEvent;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A stream of {@code programme-log}: the year's programme (每月一题) as a whole, or one of its problems. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({@JsonSubTypes.Type(value = Year.class, name = "YEAR"), @JsonSubTypes.Type(value = Topic.class, name = "PROBLEM")})
public sealed interface Programme permits Year, Topic {
  ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  static Programme evolve(Programme state, Fact fact) {
    if (!(fact.said() instanceof ProgrammeEvent said)) {
      throw new IllegalStateException("a fact of another log");
    }
    return switch (said) {
      case YearEvent e -> Year.evolve((Year) state, e);
      case PlanEvent e -> Topic.evolve((Topic) state, e);
      // What analytics found has streams of its own; nothing of it belongs to a programme.
      case AnalyticsEvent e -> null;
    };
  }

  /** Stream of a year: {@code MT2021}. */
  static String yearId(int year) { return "MT" + year; }

  /** A problem of this year's programme by its id: {@code MT2021-P01}. */
  static boolean isOf(int year, String problemId) { return problemId.startsWith(yearId(year) + "-"); }

  static LocalDate day(Instant at) { return at.atZone(BEIJING).toLocalDate(); }
}
