package cn.jsjb.analytics.ranking;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.classifying.Memberships;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.locking.ComparedLists;
import cn.jsjb.analytics.locking.PeriodView;
import cn.jsjb.analytics.locking.Periods;
import cn.jsjb.analytics.ranking.Standings.Place;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.PeriodEvent.ReviewMeetingRecorded;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * 排名: units of one kind in one list, never mixed (domain 4.11; dashboards A04, A05). Ranks are made over the whole list; a unit is shown
 * its own row, a district those of its units.
 */
@Path("/api/rankings")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class RankingsResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject Periods periods;
  @Inject ComparedLists lists;

  /**
   * @param rank of the version asked for, or of now; {@code previousRank} of the newest locked version of the period before, of now where it has none
   * @param rankGain places gained since the previous period; null when unranked in one of them
   * @param firstResponderScore, proactiveScore the further components of {@code scoreV2}, null where there is nothing to count (proactive tasks are not counted here yet)
   * @param classes of a locality, as published; provisional while {@code classesProvisional}
   * @param monthsInClass class → how many periods in a row up to this one
   * @param lockedRank, lockedScore of the newest locked version; {@code differs} when the count of now is another
   * @param namedInMeeting PRAISED or CRITICISED in the newest review meeting, or null
   */
  public record Standing(Integer rank, Integer previousRank, Integer rankGain, String unitCode, String name, String en, String districtCode, long volume,
      @JsonUnwrapped RatesView rates, BigDecimal scoreV2, BigDecimal firstResponderScore, BigDecimal proactiveScore, List<String> classes, Map<String, Integer> monthsInClass,
      Integer lockedRank, BigDecimal lockedScore, boolean differs, String namedInMeeting, Counts counts, String figure) {}

  /**
   * @param pooled the list as one: counts summed (rule C-8)
   * @param mean the other choice: mean of the units' rates
   */
  public record Summary(long volume, RatesView pooled, RatesView mean, Counts counts) {}

  /** A version that stands. @param at when it was counted, or published */
  public record Stands(int version, String hash, Instant at) {}

  /** What {@code previousRank} is of. @param version null: counted now */
  public record Previous(String period, Integer version) {}

  /** @param version the items are of; null: of now */
  public record Rankings(@JsonUnwrapped Basis basis, RankedList list, Integer version, Stands locked, Stands published, Previous previous, boolean classesProvisional,
      List<Standing> items, int total, Summary summary) {}

  /** @param version {@code live} (unless said otherwise), {@code latest}, {@code published} or a number */
  @GET
  public Uni<Rankings> ranking(@QueryParam("list") String list, @QueryParam("period") String period, @QueryParam("formula") String formula, @QueryParam("version") String version) {
    RankedList which = RankedList.find(Input.required("list", list))
        .orElseThrow(() -> Refused.field("list", Reason.FIELD_INVALID, "list", Arrays.stream(RankedList.values()).map(Enum::name).collect(Collectors.joining(", "))));
    Period in = asked.period(period);
    Formula by = asked.formula(in, formula);
    Period before = asked.monthsBefore(in, 1);
    boolean scoped = caller.isScoped();
    Set<String> visible = catalogue.units().ofKind(which.kind()).stream().map(Unit::code).filter(caller::sees).collect(Collectors.toSet());
    return database.withSession(session -> lists.of(session, in, formula, which.dimension()).flatMap(compared -> {
      AssessmentPeriod said = compared.briefs().get(in.key());
      AssessmentPeriod.Version of = asked(said, version);
      AssessmentPeriod.Version beside = of != null ? of : said == null ? null : said.latest();
      return periods.locked(session, beside == null ? Map.of() : Map.of(in.key(), beside)).flatMap(locked -> asked.basis(session, in, by).map(basis -> {
        Standings shown = of != null ? locked.get(in.key()) : compared.now();
        Memberships memberships = compared.memberships();
        Map<String, Place> stands = locked.containsKey(in.key()) ? locked.get(in.key()).of(which).stream().collect(Collectors.toMap(p -> p.entry().unit(), p -> p)) : Map.of();
        List<Standing> items = shown.of(which).stream().filter(p -> !scoped || visible.contains(p.entry().unit()))
            .map(p -> standing(p, which, stands.get(p.entry().unit()), memberships, said)).toList();
        return new Rankings(basis, which, of == null ? null : Integer.valueOf(of.number()), stands(said == null ? null : said.latest()), published(said),
            new Previous(before.key(), compared.before() == null ? null : Integer.valueOf(compared.before().number())), memberships.provisional(), items, items.size(),
            scoped ? null : summary(shown.of(which), by));
      }));
    }));
  }

  private static AssessmentPeriod.Version asked(AssessmentPeriod said, String version) {
    if (version == null || version.isBlank() || version.equals("live")) {
      return null;
    }
    Optional<AssessmentPeriod.Version> found = said == null ? Optional.empty() : switch (version) {
      case "latest" -> Optional.ofNullable(said.latest());
      case "published" -> Optional.ofNullable(said.published()).flatMap(p -> said.version(p.version()));
      default -> said.versions().stream().filter(v -> String.valueOf(v.number()).equals(version)).findFirst();
    };
    return found.orElseThrow(() -> Refused.field("version", Reason.FIELD_INVALID, "version", said == null ? "live" : "live, latest, published, 1…" + said.versions().size()));
  }

  private static Stands stands(AssessmentPeriod.Version v) { return v == null ? null : new Stands(v.number(), v.hash(), v.countedAt()); }

  private static Stands published(AssessmentPeriod said) {
    return said == null || said.published() == null ? null
        : new Stands(said.published().version(), said.version(said.published().version()).orElseThrow().hash(), said.published().at());
  }

  /** @param side OFFICE or COMMUNITY @param name of the office, or of the committee */
  public record Side(Integer rank, String side, String code, String name, long volume, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  public record Inner(@JsonUnwrapped Basis basis, String locality, List<Side> offices, List<Side> communities) {}

  /** 双考 (rule DD3): the two sides of a locality's dual dispatches, each ranked among its kind. The same result counts for both; in the city's list it counts once. */
  @GET
  @Path("inner")
  public Uni<Inner> inner(@QueryParam("locality") String locality, @QueryParam("period") String period, @QueryParam("formula") String formula) {
    Input.unit("locality", locality);
    if (!caller.sees(locality)) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    Period in = asked.period(period);
    Formula by = asked.formula(in, formula);
    String dimension = "inner:" + locality + ":";
    return database.withSession(session -> counting.tally(session, List.of(in), dimension).flatMap(counts -> asked.basis(session, in, by)
        .map(basis -> new Inner(basis, locality, sides("office", dimension, counts.get(in), by), sides("community", dimension, counts.get(in), by)))));
  }

  private List<Side> sides(String side, String dimension, Map<String, Counts> counts, Formula formula) {
    String prefix = dimension + side + ":";
    return Ranking.of(counts.entrySet().stream().filter(e -> e.getKey().startsWith(prefix))
        .map(e -> new Ranking.Entry(e.getKey().substring(prefix.length()), e.getValue(), ThreeRates.of(e.getValue(), formula))).toList()).stream()
        .map(r -> new Side(r.rank(), side.toUpperCase(Locale.ROOT), r.entry().unit(), catalogue.communities().find(r.entry().unit()).map(c -> c.name()).orElse(r.entry().unit()),
            r.entry().volume(), RatesView.of(r.entry().rates()), r.entry().counts(), prefix + r.entry().unit())).toList();
  }

  private Standing standing(Place p, RankedList list, Place locked, Memberships memberships, AssessmentPeriod said) {
    Ranking.Entry entry = p.entry();
    Unit unit = catalogue.units().require(entry.unit());
    boolean differs = locked != null && !(locked.entry().counts().equals(entry.counts()) && Objects.equals(locked.rank(), p.rank()));
    return new Standing(p.rank(), p.previousRank(), p.gain(), unit.code(), unit.name(), unit.en(), unit.districtCode(), entry.volume(), RatesView.of(entry.rates()),
        PeriodView.rounded(entry.total()), PeriodView.rounded(ScoreV2.firstResponder(entry.counts())), null, memberships.of(unit.code()), memberships.months(unit.code()), locked == null ? null : locked.rank(),
        locked == null ? null : PeriodView.rounded(locked.entry().rates().score()), differs, named(said, unit.code()), entry.counts(), list.dimension() + unit.code());
  }

  private static String named(AssessmentPeriod said, String unit) {
    ReviewMeetingRecorded newest = said == null || said.meetings().isEmpty() ? null : said.meetings().getLast().said();
    return newest == null ? null : newest.praised().contains(unit) ? "PRAISED" : newest.criticised().contains(unit) ? "CRITICISED" : null;
  }

  private static Summary summary(List<Place> places, Formula formula) {
    Counts pooled = places.stream().map(p -> p.entry().counts()).reduce(Counts.NONE, Counts::plus);
    return new Summary(pooled.get(Figure.RECEIVED), RatesView.of(ThreeRates.of(pooled, formula)),
        RatesView.of(ThreeRates.mean(places.stream().map(p -> p.entry().rates()).toList())), pooled);
  }
}
