package cn.jsjb.dispatch.cataloguing;

import cn.jsjb.catalogue.DispatchCatalogue.Rule;
import cn.jsjb.catalogue.Units;
import java.util.List;

/** What {@code rules-log} can say: a change of the dispatch rules with before and after. */
public sealed interface RulesEvent {
  record CatalogueChanged(String reason, List<Change> changes) implements RulesEvent {}

  /** @param before null for a new entry; @param after null for one that was taken back before its first day */
  record Change(Rule before, Rule after) {}

  /** A unit stops receiving work, or receives it again. @param before, after null while it is active */
  record UnitStatusChanged(String unit, Units.Retirement before, Units.Retirement after, String reason) implements RulesEvent {}

  /** Wire name. */
  default String type() {
    return switch (this) {
      case CatalogueChanged e -> "dispatch.CatalogueChanged";
      case UnitStatusChanged e -> "dispatch.UnitStatusChanged";
    };
  }

  /** The type of a wire name, or null when this reader does not know it. */
  static Class<? extends RulesEvent> of(String type) {
    return switch (type) {
      case "dispatch.CatalogueChanged" -> CatalogueChanged.class;
      case "dispatch.UnitStatusChanged" -> UnitStatusChanged.class;
      default -> null;
    };
  }
}
