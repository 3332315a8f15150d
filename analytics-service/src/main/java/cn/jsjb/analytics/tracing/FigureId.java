package cn.jsjb.analytics.tracing;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a figure: {@code <dimension>/<figure>}, such as {@code city/received}, {@code problem:MT2021-P07/resolved} or
 * {@code locality:110107011/overdueSign}; a problem may be narrowed to a place: {@code problem:MT2021-P07@district:110107/valid},
 * {@code …@locality:none/received} where the place is not known. The sides of dual dispatches:
 * {@code inner:110107011:office:城管办/resolved}. Of the heat map: {@code place:locality:110107011@category:02/received}. Boards give the dimension of each row as {@code figure}.
 */
public record FigureId(Figure figure, Condition which) {
  private static final Pattern PLACE = Pattern.compile("(district|locality|cell):([0-9a-f]{6,15})(?:@category:(\\d{2,6}))?");

  public static FigureId parse(String text, Catalogue catalogue) {
    int slash = text.lastIndexOf('/');
    Optional<Figure> figure = slash < 0 ? Optional.empty() : Figure.named(text.substring(slash + 1));
    Optional<Condition> which = slash < 0 ? Optional.empty() : dimension(text.substring(0, slash), catalogue);
    if (figure.isEmpty() || which.isEmpty()) {
      throw Refused.field("figure", Reason.FIELD_INVALID, "figure", "city/received, problem:MT2021-P07/resolved, locality:110107011/valid …");
    }
    return new FigureId(figure.get(), which.get());
  }

  public static Optional<Condition> dimension(String text, Catalogue catalogue) {
    if (text.equals("city")) {
      return Optional.of(Condition.ALL);
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String kind = text.substring(0, colon);
    String code = text.substring(colon + 1);
    return switch (kind) {
      case "problem" -> problem(code, catalogue);
      case "channel" -> catalogue.channels().find(code).map(c -> Condition.is("channel", code));
      case "category" -> code.length() == 6 ? catalogue.categories().find(code).map(c -> Condition.categoryBelow(code)) : catalogue.categories().heading(code).map(c -> Condition.categoryBelow(code));
      case "enterprise" -> Optional.of(Condition.is("enterprise", code));
      case "tag" -> tag(code, catalogue);
      case "inner" -> inner(code);
      case "place" -> spot(code);
      default -> catalogue.units().find(code).filter(unit -> TicketFigures.dimension(unit.kind()).equals(kind))
          .map(unit -> Condition.is(kind.equals("district") ? "unitDistrict" : "unit", code));
    };
  }

  /** 七有五性 of the category; {@code NONE} for the rest. */
  private static Optional<Condition> tag(String tag, Catalogue catalogue) {
    List<String> codes = catalogue.categories().all().stream().filter(c -> tag.equals(c.sevenFive() == null ? "NONE" : c.sevenFive())).map(Category::code).toList();
    return tag.equals("NONE") ? Optional.of(new Condition("(t.category is null or " + Condition.categoryAmong(codes).hql() + ")", Map.of()))
        : codes.isEmpty() ? Optional.empty() : Optional.of(Condition.categoryAmong(codes));
  }

  /** {@code 110107011:office:城管办} or {@code 110107011:community:110107011001}. */
  private static Optional<Condition> inner(String text) {
    String[] parts = text.split(":", 3);
    return parts.length < 3 ? Optional.empty() : switch (parts[1]) {
      case "office" -> Optional.of(Condition.is("unit", parts[0]).and(Condition.is("dualOffice", parts[2])));
      case "community" -> Optional.of(Condition.is("unit", parts[0]).and(Condition.is("dualCommunity", parts[2])));
      default -> Optional.empty();
    };
  }

  /** {@code locality:110107011}, {@code district:110107} or {@code cell:8931aa4ac1bffff}, and below a category: {@code …@category:0203}. */
  private static Optional<Condition> spot(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      return Optional.empty();
    }
    Condition at = Condition.is(switch (place.group(1)) {
      case "district" -> "placeDistrict";
      case "locality" -> "placeLocality";
      default -> "spot";
    }, place.group(2)).and(new Condition("t.category is not null", Map.of()));
    return Optional.of(place.group(3) == null ? at : at.and(Condition.categoryBelow(place.group(3))));
  }

  private static Optional<Condition> problem(String text, Catalogue catalogue) {
    int at = text.indexOf('@');
    String id = at < 0 ? text : text.substring(0, at);
    Condition problem = Condition.is("problem", id);
    Optional<Condition> which = at < 0 ? Optional.of(problem) : place(text.substring(at + 1)).map(problem::and);
    return catalogue.problems().find(id).isPresent() ? which : Optional.empty();
  }

  private static Optional<Condition> place(String text) {
    int colon = text.indexOf(':');
    String code = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "district" -> Optional.of(Condition.is("placeDistrict", code.equals("none") ? null : code));
      case "locality" -> Optional.of(Condition.is("placeLocality", code.equals("none") ? null : code));
      default -> Optional.empty();
    };
  }
}
