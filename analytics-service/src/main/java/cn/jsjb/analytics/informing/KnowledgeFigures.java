package cn.jsjb.analytics.informing;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens the figures of the knowledge board. */
@ApplicationScoped
public class KnowledgeFigures implements Opening {
  private static final String CATEGORY = KnowledgeBoardResource.CELL + ":category:";
  private static final String ITEM = KnowledgeBoardResource.CELL + ":item:";

  static Condition inquiries(Period in) { return Condition.is("notedIn", in.key()).and(Condition.mark(Mark.INQUIRY)); }

  static Condition answered(Period in) { return inquiries(in).and(Condition.mark(Mark.ANSWERED)); }

  static Condition unanswered(Period in) { return inquiries(in).and(Condition.without(Mark.ANSWERED)).and(Condition.figure(Figure.DISPATCHED)); }

  @Override public boolean opens(String figure) { return figure.startsWith(KnowledgeBoardResource.CELL); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    int slash = figure.lastIndexOf('/');
    String cell = figure.substring(0, Math.max(0, slash));
    return Uni.createFrom().item(Behind.of(switch (figure.substring(slash + 1)) {
      case "inquiries" -> inquiries(period);
      case "answered" -> answered(period);
      case "unanswered" -> cell.startsWith(CATEGORY) ? unanswered(period).and(Condition.is("category", cell.endsWith(":none") ? null : cell.substring(CATEGORY.length()))) : unanswered(period);
      case "answers" -> answered(period).and(Condition.is("item", cell.startsWith(ITEM) ? cell.substring(ITEM.length()) : ""));
      default -> throw Refused.field("figure", Reason.FIELD_INVALID, "figure", "knowledge/unanswered, knowledge:category:010101/unanswered, knowledge:item:KB-001/answers …");
    }));
  }
}
