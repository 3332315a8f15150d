package cn.jsjb.analytics.sending;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens the figures of {@code dispatching} that are numbers of tickets. */
@ApplicationScoped
public class DispatchingFigures implements Opening {
  @Inject Asked asked;

  @Override public boolean opens(String figure) { return figure.startsWith(DispatchingResource.CELL); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    Condition dispatched = Condition.counted(Figure.DISPATCHED, period);
    String prefix = DispatchingResource.CELL + ":category:";
    if (figure.startsWith(prefix) && figure.endsWith("/tickets") || figure.startsWith(prefix) && figure.endsWith("/gaps")) {
      String category = figure.substring(prefix.length(), figure.lastIndexOf('/'));
      return Uni.createFrom().item(Behind.of(DispatchingResource.gapsOf(period).and(Condition.is("category", category.equals("none") ? null : category))));
    }
    return Uni.createFrom().item(Behind.of(switch (figure.substring(figure.indexOf('/') + 1)) {
      case "dispatched", "count" -> dispatched;
      case "firstTimeRight", "hops0" -> dispatched.and(Condition.without(Mark.HANDED_ON));
      case "redirected" -> DispatchingResource.handedOn(period);
      case "hops1" -> DispatchingResource.handedOn(period).and(Condition.without(Mark.HANDED_ON_AGAIN));
      case "hops2" -> DispatchingResource.handedOn(period).and(Condition.mark(Mark.HANDED_ON_AGAIN)).and(Condition.without(Mark.HANDED_ON_OFTEN));
      case "hops3" -> DispatchingResource.handedOn(period).and(Condition.mark(Mark.HANDED_ON_OFTEN));
      case "gaps", "tickets" -> DispatchingResource.gapsOf(period);
      case "within6" -> Condition.is("period", period.key()).and(new Condition("t.dispatchSeconds <= :target", Map.of("target", asked.rules(period).dispatchMinutes().minutes() * 60)));
      default -> throw Refused.field("figure", Reason.FIELD_INVALID, "figure", "dispatching/firstTimeRight, dispatching/hops1, dispatching/gaps …");
    }));
  }
}
