package cn.jsjb.analytics.comparing;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.analytics.rating.RatesView.Exact;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.BoardRules;
import cn.jsjb.catalogue.BoardRules.Tag;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import cn.jsjb.rating.Fraction;
import cn.jsjb.rating.ThreeRates;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 七有五性 (A09): rates by what a category touches, and one index made of the scores. */
@Path("/api/boards/livelihood")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class LivelihoodResource {
  private static final String NONE = "NONE";

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;

  /** @param group SEVEN (七有) or FIVE (五性); @param change on the same period a year before; null with {@code lastYearVolume} where nothing is on record of that */
  public record TagRow(String tag, String group, String name, String en, int weight, long volume, Long lastYearVolume, BigDecimal change, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  public record Weights(String version, String basis) {}

  /** Of no tag, or not registered yet. */
  public record Untagged(long volume, Counts counts, String figure) {}

  /** @param index Σ weight × score / Σ weight over the tags that have a score, two decimals; null when none has */
  public record Board(@JsonUnwrapped Basis basis, Weights weights, BigDecimal index, Exact indexExact, BigDecimal lastYearIndex, List<TagRow> items, int total, Untagged untagged) {}

  @GET
  public Uni<Board> board(@QueryParam("period") String period, @QueryParam("formula") String formula) {
    Period in = asked.period(period);
    Period yearAgo = asked.monthsBefore(in, 12);
    Formula by = asked.formula(in, formula);
    Formula byThen = asked.formula(yearAgo, formula);
    Scope scope = Scope.of(caller);
    return database.withSession(session -> counting.seen(session, List.of(in, yearAgo), "category:", "category", scope)
        .flatMap(found -> counting.tally(session, List.of(in), scope.dimension()).flatMap(whole -> asked.basis(session, in, by).map(basis -> {
          BoardRules rules = asked.rules(in);
          Map<String, Counts> now = tags(found.get(in));
          Map<String, Counts> before = tags(found.get(yearAgo));
          Fraction index = index(rules, now, by);
          Fraction earlier = index(rules, before, byThen);
          Counts tagged = rules.tags().stream().map(t -> now.getOrDefault(t.code(), Counts.NONE)).reduce(Counts.NONE, Counts::plus);
          Counts all = whole.get(in).getOrDefault(scope.dimension(), Counts.NONE);
          List<TagRow> rows = rules.tags().stream().map(t -> row(t, now.getOrDefault(t.code(), Counts.NONE), Parts.then(before, before.getOrDefault(t.code(), Counts.NONE)), by)).toList();
          Counts rest = all.minus(tagged);
          return new Board(basis, new Weights(rules.version(), rules.tagsBasis()), index == null ? null : index.rounded(2), index == null ? null : new Exact(index.numerator(), index.denominator()),
              earlier == null ? null : earlier.rounded(2), rows, rows.size(), new Untagged(rest.get(Figure.RECEIVED), rest, "tag:" + NONE));
        }))));
  }

  private static TagRow row(Tag tag, Counts now, Long earlier, Formula formula) {
    long volume = now.get(Figure.RECEIVED);
    return new TagRow(tag.code(), tag.group(), tag.name(), tag.en(), tag.weight(), volume, earlier, Parts.change(volume, earlier), RatesView.of(ThreeRates.of(now, formula)), now, "tag:" + tag.code());
  }

  /** Third-level categories pooled by their tag. */
  private Map<String, Counts> tags(Map<String, Counts> categories) {
    Map<String, Counts> tags = new HashMap<>();
    for (Category category : catalogue.categories().all()) {
      if (category.sevenFive() != null) {
        tags.merge(category.sevenFive(), categories.getOrDefault("category:" + category.code(), Counts.NONE), Counts::plus);
      }
    }
    return tags;
  }

  private static Fraction index(BoardRules rules, Map<String, Counts> tags, Formula formula) {
    Fraction sum = Fraction.ZERO;
    int weights = 0;
    for (Tag tag : rules.tags()) {
      Fraction score = ThreeRates.of(tags.getOrDefault(tag.code(), Counts.NONE), formula).score();
      if (score != null && tag.weight() > 0) {
        sum = sum.plus(score.times(Fraction.of(tag.weight(), 1)));
        weights += tag.weight();
      }
    }
    return weights == 0 ? null : sum.times(Fraction.of(1, weights));
  }
}
