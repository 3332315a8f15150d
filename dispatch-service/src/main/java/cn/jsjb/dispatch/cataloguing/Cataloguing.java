package cn.jsjb.dispatch.cataloguing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DispatchCatalogue;
import cn.jsjb.catalogue.DispatchCatalogue.Rule;
import cn.jsjb.catalogue.DispatchCatalogue.Target;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.dispatch.cataloguing.RulesEvent.CatalogueChanged;
import cn.jsjb.dispatch.cataloguing.RulesEvent.Change;
import cn.jsjb.dispatch.cataloguing.RulesEvent.UnitStatusChanged;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Changing the dispatch catalogue (派单目录动态调整, REG §11). Nothing is changed in place or in the past: a change ends one version of an entry and begins
 * the next on its first day, so that a ticket can always be replayed with the rule of its own day.
 */
public final class Cataloguing {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
  private static final int BASIS = 500;

  private Cataloguing() {}

  /** What comes of it. */
  public sealed interface Ruling {
    record Accepted(RulesEvent event) implements Ruling {}

    /** @param field of the input, or null */
    record Refused(Refusal refusal, String field) implements Ruling {}
  }

  private static Ruling refuse(String field, Reason reason, Object... details) { return new Ruling.Refused(new Refusal(reason, details), field); }

  private static Ruling invalid(String field, String value) { return refuse(field, Reason.FIELD_INVALID, field, value); }

  /** New entries, one or many, in one fact. */
  public static Ruling add(Book book, List<Rule> rules, String reason, Instant now) {
    Set<String> seen = new HashSet<>();
    List<Change> changes = new ArrayList<>();
    for (Rule rule : rules) {
      Ruling wrong = check(rule, book.base(), today(now));
      if (wrong != null) {
        return wrong;
      }
      if (book.latest(rule.id()).isPresent() || !seen.add(rule.id())) {
        return refuse(null, Reason.ENTRY_EXISTS, rule.id());
      }
      changes.add(new Change(null, rule));
    }
    return accept(book, changes, reason, now);
  }

  /** The entry's next version. What is in force ends the day before; what had not begun is taken back. */
  public static Ruling change(Book book, Rule rule, String reason, Instant now) {
    Ruling wrong = check(rule, book.base(), today(now));
    if (wrong != null) {
      return wrong;
    }
    Rule latest = book.latest(rule.id()).orElse(null);
    if (latest == null) {
      return refuse(null, Reason.NOT_FOUND, rule.id());
    }
    List<Change> changes = new ArrayList<>();
    for (Rule other : book.rules()) {
      if (other.id().equals(rule.id()) && (other.validTo() == null || !other.validTo().isBefore(rule.validFrom()))) {
        changes.add(new Change(other, other.validFrom().isBefore(rule.validFrom()) ? other.until(rule.validFrom().minusDays(1)) : null));
      }
    }
    changes.add(new Change(null, new Rule(rule.id(), latest.version() + 1, rule.category(), rule.subject(), rule.area(), rule.season(), rule.to(), rule.alsoNotify(), rule.grade(),
        rule.legalBasis(), rule.validFrom(), rule.validTo())));
    return accept(book, changes, reason, now);
  }

  /** @param last the entry's last day, today at the earliest */
  public static Ruling end(Book book, String id, LocalDate last, String reason, Instant now) {
    if (book.latest(id).isEmpty()) {
      return refuse(null, Reason.NOT_FOUND, id);
    }
    if (last.isBefore(today(now))) {
      return invalid("validTo", last.toString());
    }
    List<Change> changes = new ArrayList<>();
    for (Rule rule : book.rules()) {
      if (rule.id().equals(id) && (rule.validTo() == null || rule.validTo().isAfter(last))) {
        changes.add(new Change(rule, rule.validFrom().isAfter(last) ? null : rule.until(last)));
      }
    }
    return changes.isEmpty() ? invalid("validTo", last.toString()) : accept(book, changes, reason, now);
  }

  /** @param from first day without work, or null when the unit works again */
  public static Ruling retire(Book book, String code, LocalDate from, String successor, String reason, Instant now) {
    Unit unit = book.base().units().find(code).orElse(null);
    if (unit == null) {
      return refuse(null, Reason.NOT_FOUND, code);
    }
    if (successor != null && (successor.equals(code) || book.base().units().find(successor).isEmpty())) {
      return invalid("successor", successor);
    }
    Units.Retirement before = book.retired().get(code);
    if (from == null ? before == null : from.isBefore(today(now))) {
      return invalid("from", String.valueOf(from));
    }
    return new Ruling.Accepted(new UnitStatusChanged(code, before, from == null ? null : new Units.Retirement(from, successor), reason));
  }

  /** Somebody always has to answer: on no day to come may the fallback be missing. */
  private static Ruling accept(Book book, List<Change> changes, String reason, Instant now) {
    List<Rule> after = book.changed(changes);
    Set<LocalDate> days = new TreeSet<>(List.of(today(now)));
    after.forEach(rule -> {
      days.add(rule.validFrom());
      if (rule.validTo() != null) {
        days.add(rule.validTo().plusDays(1));
      }
    });
    for (LocalDate day : days) {
      if (!day.isBefore(today(now)) && after.stream().noneMatch(r -> r.category().isEmpty() && r.isGeneral() && r.isValid(day))) {
        return refuse(null, Reason.CATALOGUE_GAP, day);
      }
    }
    return new Ruling.Accepted(new CatalogueChanged(reason, changes));
  }

  private static Ruling check(Rule rule, Catalogue base, LocalDate today) {
    if (rule.id() == null || !ID.matcher(rule.id()).matches()) {
      return invalid("id", String.valueOf(rule.id()));
    }
    if (rule.category() == null || rule.category().length() % 2 != 0 || base.categories().all().stream().noneMatch(c -> c.code().startsWith(rule.category()))) {
      return refuse("category", Reason.UNKNOWN_CATEGORY, rule.category());
    }
    if (rule.subject() != null && base.duties().at(today.atStartOfDay(WorkingCalendar.BEIJING).toInstant()).subjects().stream().noneMatch(s -> s.kind().equals(rule.subject()))) {
      return invalid("subject", rule.subject());
    }
    if (rule.area() != null && base.units().find(rule.area()).filter(u -> switch (u.kind()) { case DISTRICT, LOCALITY, ZONE -> true; default -> false; }).isEmpty()) {
      return invalid("area", rule.area());
    }
    if (rule.to() == null || !isTarget(rule.to(), base)) {
      return invalid("to", String.valueOf(rule.to()));
    }
    if (rule.alsoNotify() != null && !isTarget(rule.alsoNotify(), base)) {
      return invalid("alsoNotify", rule.alsoNotify());
    }
    try {
      DispatchCatalogue.of("check", List.of(rule));
    } catch (IllegalArgumentException season) {
      return invalid("season", rule.season());
    }
    if (rule.legalBasis() == null || rule.legalBasis().isBlank()) {
      return refuse("legalBasis", Reason.FIELD_MISSING, "legalBasis");
    }
    if (rule.legalBasis().length() > BASIS) {
      return refuse("legalBasis", Reason.FIELD_TOO_LONG, "legalBasis", BASIS);
    }
    if (rule.validFrom() == null || rule.validFrom().isBefore(today)) {
      return invalid("validFrom", String.valueOf(rule.validFrom()));
    }
    return rule.validTo() != null && rule.validTo().isBefore(rule.validFrom()) ? invalid("validTo", rule.validTo().toString()) : null;
  }

  private static boolean isTarget(String to, Catalogue base) {
    try {
      return switch (Target.of(to)) {
        case Target.ToLocality t -> true;
        case Target.ToUnit(var code) -> base.units().find(code).isPresent();
        case Target.ToDistrictDepartment(var role) -> base.units().departmentOf("110101", role).isPresent();
      };
    } catch (IllegalArgumentException no) {
      return false;
    }
  }

  private static LocalDate today(Instant now) { return now.atZone(WorkingCalendar.BEIJING).toLocalDate(); }
}
