package cn.jsjb.analytics;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Projection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One row a ticket, and counts of tickets by cell, which move by what a fact changes. */
public final class TicketProjection implements Projection<TicketFigures> {
  private static final List<Column<TicketFigures>> COLUMNS = List.of(
      Column.text("period", TicketFigures::period).writtenOnce(),
      Column.text("closed_period", TicketFigures::closedPeriod),
      Column.text("rated_period", TicketFigures::ratedPeriod),
      Column.text("dual_office", TicketFigures::dualOffice),
      Column.text("dual_community", TicketFigures::dualCommunity),
      Column.integer("figures", TicketFigures::figures),
      Column.text("channel", TicketFigures::channel).writtenOnce(),
      Column.text("category", TicketFigures::category),
      Column.text("problem", TicketFigures::problem),
      Column.text("place_district", TicketFigures::placeDistrict),
      Column.text("place_locality", TicketFigures::placeLocality),
      Column.text("unit", TicketFigures::unit),
      Column.text("unit_district", TicketFigures::unitDistrict),
      Column.integer("marks", TicketFigures::marks),
      Column.text("noted_in", TicketFigures::notedIn),
      Column.text("story_in", TicketFigures::storyIn),
      Column.text("story", TicketFigures::story),
      Column.text("overdue_grade", TicketFigures::overdueGrade),
      Column.text("enterprise", TicketFigures::enterprise).writtenOnce(),
      Column.text("item", TicketFigures::item),
      Column.integer("dispatch_seconds", TicketFigures::dispatchSeconds),
      Column.instant("answered_at", TicketFigures::answeredAt),
      Column.instant("received_at", TicketFigures::receivedAt).writtenOnce(),
      Column.instant("changed_at", TicketFigures::changedAt),
      Column.text("spot", TicketFigures::spot),
      Column.text("claimant", TicketFigures::claimant).writtenOnce(),
      Column.instant("generalise_at", TicketFigures::generaliseAt));
  private static final List<String> COUNTS = Arrays.stream(Figure.values()).map(Figure::column).toList();

  private final Units units;
  private final Assessment assessment;
  private final Duties duties;

  public TicketProjection(Units units, Assessment assessment) { this(units, assessment, Catalogue.get().duties()); }

  /** @param duties say which reported party is an enterprise */
  public TicketProjection(Units units, Assessment assessment, Duties duties) {
    this.units = units;
    this.assessment = assessment;
    this.duties = duties;
  }

  @Override public String table() { return "ticket"; }

  @Override public Class<TicketFigures> stateType() { return TicketFigures.class; }

  @Override public TicketFigures evolve(TicketFigures state, Fact fact) {
    return state == null ? TicketFigures.first(fact, assessment, duties) : state.after(fact, units, assessment);
  }

  @Override public List<Column<TicketFigures>> columns() { return COLUMNS; }

  @Override public String tallyTable() { return "tally"; }

  @Override public List<String> tallyColumns() { return COUNTS; }

  @Override public Map<String, long[]> contributions(TicketFigures state) { return state.contributions(); }
}
