package cn.jsjb.analytics.counting;

import cn.jsjb.edge.Input;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** A page of what this service found, the newest first. Conditions are on {@code ProgrammeRow r}. @param total of all pages */
public record ProgrammePage(List<ProgrammeRow> rows, long total) {
  private static final String NEWEST_FIRST = " order by r.openedAt desc, r.id";

  /** @param page, size as they were asked for */
  public static Uni<ProgrammePage> of(Mutiny.Session session, Condition which, String page, String size) {
    int of = Input.size(Input.number("size", size));
    int from = Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) Input.page(Input.number("page", page)) * of));
    var count = session.createSelectionQuery("select count(*) from ProgrammeRow r where " + which.hql(), Long.class);
    var rows = session.createSelectionQuery("select r from ProgrammeRow r where " + which.hql() + NEWEST_FIRST, ProgrammeRow.class).setFirstResult(from).setMaxResults(of);
    which.parameters().forEach((name, value) -> {
      count.setParameter(name, value);
      rows.setParameter(name, value);
    });
    return count.getSingleResult().flatMap(total -> rows.getResultList().map(found -> new ProgrammePage(found, total)));
  }

  /** Ids of all of them, found in one look: a file that is written in pages neither doubles nor misses one. */
  public static Uni<List<String>> ids(Mutiny.Session session, Condition which, int atMost) {
    var ids = session.createSelectionQuery("select r.id from ProgrammeRow r where " + which.hql() + NEWEST_FIRST, String.class).setMaxResults(atMost);
    which.parameters().forEach(ids::setParameter);
    return ids.getResultList();
  }

  /** Rows by such ids. */
  public static Uni<List<ProgrammeRow>> rows(Mutiny.Session session, List<String> ids) {
    return ids.isEmpty() ? Uni.createFrom().item(List.of()) : session.find(ProgrammeRow.class, ids.toArray()).map(rows -> rows.stream().filter(Objects::nonNull).toList());
  }
}
