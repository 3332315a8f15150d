package cn.jsjb.analytics.classifying;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.locking.ComparedLists;
import cn.jsjb.analytics.locking.PeriodView;
import cn.jsjb.analytics.locking.Periods;
import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.analytics.ranking.Standings.Place;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The board of the four classes of localities and their history (dashboard A06). A unit is shown itself, a district its own. */
@Path("/api/boards/classes")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class ClassesResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject ComparedLists lists;
  @Inject Periods periods;
  @Inject Asked asked;
  @Inject Caller caller;

  /** @param monthsInClass periods in a row up to this one; @param figure opens the tickets */
  public record Member(String unitCode, String name, String en, String districtCode, Integer rank, Integer rankGain, long volume, BigDecimal score, int monthsInClass, String figure) {}

  public record ClassBoard(@JsonProperty("class") String name, List<Member> items, int total) {}

  /** @param size how many a class has, ties not cut */
  public record Rules(String version, int size) {}

  /** @param classes class → codes of its members */
  public record Past(String period, int version, Map<String, List<String>> classes) {}

  /** @param version the published one the classes are of; null while provisional */
  public record Classes(@JsonUnwrapped Basis basis, Integer version, boolean provisional, Rules rules, List<ClassBoard> items, int total, List<Past> history) {}

  /** @param months how far back the history goes, 1 to 37; 13 unless said otherwise */
  @GET
  public Uni<Classes> classes(@QueryParam("period") String period, @QueryParam("months") String months) {
    Period in = asked.period(period);
    Formula formula = asked.formula(in, null);
    int back = months == null || months.isBlank() ? 13 : Input.number("months", months);
    if (back < 1 || back > Memberships.MONTHS) {
      throw Refused.field("months", Reason.FIELD_INVALID, "months", "1…" + Memberships.MONTHS);
    }
    Units units = catalogue.units();
    Set<String> seen = units.ofKind(RankedList.LOCALITY.kind()).stream().map(Unit::code).filter(caller::sees).collect(Collectors.toSet());
    return database.withSession(session -> lists.of(session, in, null, RankedList.LOCALITY.dimension()).flatMap(compared -> {
      Map<String, AssessmentPeriod> briefs = compared.briefs();
      AssessmentPeriod said = briefs.get(in.key());
      Map<String, AssessmentPeriod.Version> read = said != null && said.classes() != null ? Map.of(in.key(), said.version(said.classes().version()).orElseThrow()) : Map.of();
      return periods.locked(session, read).flatMap(locked -> asked.basis(session, in, formula).map(basis -> {
        Standings now = locked.getOrDefault(in.key(), compared.now());
        Memberships memberships = compared.memberships();
        Map<String, Place> places = now.of(RankedList.LOCALITY).stream().collect(Collectors.toMap(p -> p.entry().unit(), p -> p));
        List<ClassBoard> items = new ArrayList<>();
        PeriodView.members(memberships.classes()).forEach((name, codes) -> {
          List<Member> members = codes.stream().filter(seen::contains).map(code -> member(code, name, places.get(code), memberships, units)).toList();
          items.add(new ClassBoard(name, members, members.size()));
        });
        return new Classes(basis, memberships.provisional() ? null : Integer.valueOf(memberships.classes().version()), memberships.provisional(),
            new Rules(memberships.classes().rules(), assessment.of(in).classSize()), items, items.size(), history(memberships, briefs, in, back, seen));
      }));
    }));
  }

  private static Member member(String code, String name, Place p, Memberships memberships, Units units) {
    Unit unit = units.find(code).orElse(null);
    return new Member(code, unit == null ? code : unit.name(), unit == null ? code : unit.en(), unit == null ? null : unit.districtCode(), p == null ? null : p.rank(), p == null ? null : p.gain(), p == null ? 0 : p.entry().volume(),
        p == null ? null : PeriodView.rounded(p.entry().total()), memberships.months(code, name), RankedList.LOCALITY.dimension() + code);
  }

  /** What was published before this period. */
  private static List<Past> history(Memberships memberships, Map<String, AssessmentPeriod> briefs, Period in, int back, Set<String> seen) {
    String first = in.month().minusMonths(back - 1L).toString();
    List<Past> history = new ArrayList<>();
    memberships.history().forEach((key, classes) -> {
      if (!key.equals(in.key()) && key.compareTo(first) >= 0) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        classes.forEach((name, codes) -> members.put(name, codes.stream().filter(seen::contains).toList()));
        history.add(new Past(key, briefs.get(key).classes().version(), members));
      }
    });
    return history;
  }
}
