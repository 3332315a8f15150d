package cn.jsjb.analytics.reporting;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting.Tallied;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.FigureId;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens {@code year:2026@locality:110107011/valid}: any dimension over the twelve periods of a year. */
@ApplicationScoped
public class YearFigures implements Opening {
  private static final Pattern YEAR = Pattern.compile("year:((?:19|20|21)\\d\\d)@(.+)/(\\w+)");

  @Inject Catalogue catalogue;

  @Override public boolean opens(String figure) { return figure.startsWith("year:"); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    Matcher m = YEAR.matcher(figure);
    if (!m.matches()) {
      throw unknown();
    }
    Figure counted = Figure.named(m.group(3)).orElseThrow(YearFigures::unknown);
    Condition which = FigureId.dimension(m.group(2), catalogue).orElseThrow(YearFigures::unknown);
    int year = Integer.parseInt(m.group(1));
    return Uni.createFrom().item(Behind.of(List.of(Condition.counted(counted, year).and(which)),
        Tallied.of(counted, IntStream.rangeClosed(1, 12).mapToObj(month -> "%d-%02d".formatted(year, month)).toList(), m.group(2))));
  }

  private static Refused unknown() { return Refused.field("figure", Reason.FIELD_INVALID, "figure", "year:2026@city/received, year:2026@locality:110107011/valid …"); }
}
