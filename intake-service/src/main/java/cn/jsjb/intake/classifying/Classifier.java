package cn.jsjb.intake.classifying;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Terms;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.event.IntakeEvent.Classification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * 分类: proposes type, category, problem of the year and grade from the words of a request, by the catalogue's words and phrases alone;
 * the same words give the same answer for ever under the same version, and the proposal says which words, which version and how sure.
 *
 * <p>A text is read with the words of its day: the acceptance rules in force, what they and their forerunners amended about a subject's
 * words, and that year's problems. Category and problem are decided together, so that a ticket is never filed under one matter and
 * counted under another.
 */
public final class Classifier {
  /** What the claimant wants and what it is about. */
  public record Reading(RequestType requestType, Classification classification) {}

  /** Where a request goes that no word speaks for: the hotline's own desk (assumption: somebody has to ask the claimant). */
  static final String GENERAL = "170104";

  private final NavigableMap<LocalDate, Wording> wordings = new TreeMap<>();

  public Classifier(Catalogue catalogue) {
    var days = new TreeSet<LocalDate>();
    catalogue.acceptance().versions().forEach(rules -> days.add(rules.validFrom()));
    catalogue.problems().years().forEach(year -> days.add(firstDay(year)));
    for (LocalDate day : days) {
      Acceptance.Rules rules = catalogue.acceptance().on(day);
      Map<String, Terms> amended = new LinkedHashMap<>();
      catalogue.acceptance().versions().stream().filter(earlier -> !earlier.validFrom().isAfter(rules.validFrom()))
          .forEach(earlier -> earlier.words().forEach((subject, words) -> amended.merge(subject, words, Terms::with)));
      Problems.Year year = catalogue.problems().years().reversed().stream().filter(y -> !firstDay(y).isAfter(day)).findFirst().orElse(catalogue.problems().years().getFirst());
      wordings.put(day, new Wording(catalogue, year, rules, amended));
    }
  }

  private static LocalDate firstDay(Problems.Year year) { return LocalDate.of(year.year(), 1, 1); }

  /** @param at when the request came in; what is older than the first words is read with those */
  private Wording at(Instant at) {
    Map.Entry<LocalDate, Wording> held = wordings.floorEntry(at.atZone(WorkingCalendar.BEIJING).toLocalDate());
    return (held == null ? wordings.firstEntry() : held).getValue();
  }

  /** Of the words, problems and rules that hold at this time. */
  public String version(Instant at) { return at(at).version(); }

  /**
   * @param given type that the channel or the operator gave, or null
   * @param proposed category that the channel proposed; taken when it is one of ours
   * @param at when the request came in: the words of that day are used
   */
  public Reading read(String title, String content, RequestType given, String proposed, Instant at) { return at(at).read(title, content, given, proposed); }
}
