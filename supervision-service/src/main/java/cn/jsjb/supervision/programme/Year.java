package cn.jsjb.supervision.programme;

import cn.jsjb.event.YearEvent;
import cn.jsjb.event.YearEvent.FiguresReported;
import cn.jsjb.event.YearEvent.ThemeDefined;
import cn.jsjb.event.YearEvent.TopicYearPublished;
import java.util.ArrayList;
import java.util.List;

/** The programme of a year. @param reports the figures told to meetings, in the order they were told */
public record Year(TopicYearPublished published, List<ThemeDefined> themes, List<FiguresReported> reports) implements Programme {
  static Year evolve(Year year, YearEvent event) {
    return switch (event) {
      case TopicYearPublished e -> new Year(e, List.of(), List.of());
      case ThemeDefined e -> new Year(year.published, and(year.themes, e), year.reports);
      case FiguresReported e -> new Year(year.published, year.themes, and(year.reports, e));
    };
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }
}
