package cn.jsjb.tools.simulating;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Invented people: {@code demo/people.json}. The masked middle of a number is four zeros. */
final class People {
  /** Who somebody is, whatever he complains about. */
  record Person(String name, String phone) {}

  /** How far back somebody calls again about something else. */
  private static final int REMEMBERED = 4_000;
  private static final int STAFF_OF_A_UNIT = 6;

  private final JsonNode file = Resource.read("people.json");
  private final List<String> men = Resource.strings(file.required("givenMale"));
  private final List<String> women = Resource.strings(file.required("givenFemale"));
  private final List<String> prefixes = Resource.strings(file.required("phonePrefixes"));
  private final List<String> staff = Resource.strings(file.required("handlerGiven"));
  private final List<String> approvers = Resource.strings(file.required("approverPosts"));
  private final List<String> operators = ids("operators");
  private final List<String> agents = ids("callbackAgents");
  private final double male = file.required("maleShare").doubleValue();
  private final double enterprises = file.required("callerKinds").required("ENTERPRISE").doubleValue();
  private final double again = file.required("repeatCallerShare").doubleValue();
  final double anonymous = file.required("anonymousShare").doubleValue();
  final double confidential = file.required("confidentialShare").doubleValue();
  private final List<String> surnames;
  private final List<String> companies;
  private final long seed;

  People(Texts texts, long seed) {
    this.surnames = texts.list("/surnames");
    this.companies = texts.list("/companies/company");
    this.seed = seed;
  }

  private List<String> ids(String field) {
    return file.required(field).findValuesAsText("id");
  }

  /** Who makes the n-th call: somebody new, or one of those who called before. */
  Person caller(long n, Chance chance) {
    long known = chance.happens(again) && n > 0 ? n - 1 - chance.below((int) Math.min(n, REMEMBERED)) : n;
    Chance own = Chance.of(seed, "person", known);
    String phone = own.oneOf(prefixes).replace("****", "0000").replace("-", "") + "%04d".formatted(own.below(10_000));
    if (own.happens(enterprises)) {
      return new Person(own.oneOf(companies), phone);
    }
    return new Person(own.oneOf(surnames) + own.oneOf(own.happens(male) ? men : women), phone);
  }

  String operator(Chance chance) { return "operator:" + chance.oneOf(operators); }

  String agent(Chance chance) { return "callback:" + chance.oneOf(agents); }

  /** One of the few who answer for a unit. */
  String of(String unit, Chance chance) {
    Chance who = Chance.of(seed, unit, chance.below(STAFF_OF_A_UNIT));
    return who.oneOf(surnames) + who.oneOf(staff);
  }

  /** The leader who releases a whistle (rule W2). */
  String approver(String unit, Chance chance) {
    Chance who = Chance.of(seed, unit + " leads", 0);
    return chance.oneOf(approvers) + who.oneOf(surnames) + who.oneOf(staff);
  }
}
