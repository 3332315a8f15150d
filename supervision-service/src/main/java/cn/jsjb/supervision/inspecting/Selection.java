package cn.jsjb.supervision.inspecting;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tickets are replayed, by what supervision knows of them now: where they lie, whom they are about, who had them.
 *
 * @param unit first responder at some time
 * @param party part of the name of whom the request is about (被反映对象)
 * @param from, to received in [from, to), UTC
 * @param scope the units whose tickets are in the caller's sight; null when all are
 */
record Selection(String unit, String district, String locality, String community, String party, String problem, Instant from, Instant to, List<String> scope) {
  static final Selection ALL = new Selection(null, null, null, null, null, null, null, null, null);

  /** The query of a page of one partition, in the order of the log: $1 partition, $2 after this offset, $3 how many; and its parameters. */
  record Page(String sql, List<Object> parameters) {
    Object[] of(int partition, long after, int size) {
      List<Object> all = new ArrayList<>(List.of(partition, after, size));
      all.addAll(parameters);
      return all.toArray();
    }
  }

  Page page() {
    StringBuilder sql = new StringBuilder("SELECT id, state, quarantine, first_offset FROM projection.oversight WHERE partition = $1 AND first_offset > $2");
    List<Object> parameters = new ArrayList<>();
    and(sql, parameters, " AND string_to_array(units, ',') @> ARRAY[%s::text]", unit);
    and(sql, parameters, " AND district = %s", district);
    and(sql, parameters, " AND locality = %s", locality);
    and(sql, parameters, " AND community = %s", community);
    and(sql, parameters, " AND position(%s in party) > 0", party);
    and(sql, parameters, " AND problem = %s", problem);
    and(sql, parameters, " AND received_at >= %s", at(from));
    and(sql, parameters, " AND received_at < %s", at(to));
    and(sql, parameters, " AND unit = ANY(%s)", scope == null ? null : scope.toArray(String[]::new));
    return new Page(sql.append(" ORDER BY first_offset LIMIT $3").toString(), parameters);
  }

  private static void and(StringBuilder sql, List<Object> parameters, String condition, Object given) {
    if (given != null) {
      parameters.add(given);
      sql.append(condition.formatted("$" + (parameters.size() + 3)));
    }
  }

  private static OffsetDateTime at(Instant instant) { return instant == null ? null : instant.atOffset(ZoneOffset.UTC); }
}
