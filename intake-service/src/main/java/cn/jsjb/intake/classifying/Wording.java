package cn.jsjb.intake.classifying;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Terms;
import cn.jsjb.event.IntakeEvent.Classification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** 分类词表: the words, phrases and rules that hold from one day on, compiled. What the words add up to is {@link Evidence}'s. */
final class Wording {
  private static final int WORDS_TOLD = 8;
  /** So much more weight for a matter outside the year's problems makes a text none of them. */
  private static final int MORE = 2;

  private final Catalogue catalogue;
  private final List<Category> categories;
  private final List<Problem> problems;
  private final Problem[] byDefinition;
  /** Second-level heading of each category. */
  private final String[] headings;
  /** Place of each category and problem among the subjects. To look for an equal one compares all its words. */
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Evidence evidence;
  private final Acceptance.Rules rules;
  private final String version;

  /** @param amended what the versions up to these rules changed about a subject's words, by category code or problem id */
  Wording(Catalogue catalogue, Problems.Year year, Acceptance.Rules rules, Map<String, Terms> amended) {
    this.catalogue = catalogue;
    this.categories = catalogue.categories().all();
    this.problems = year.problems();
    this.rules = rules;
    this.version = "categories %s, problems %s, acceptance %s".formatted(catalogue.categories().version(), year.version(), rules.version());
    this.byDefinition = categories.stream().map(c -> problems.stream().filter(p -> p.categories().contains(c.code())).findFirst().orElse(null)).toArray(Problem[]::new);
    this.headings = categories.stream().map(Category::l2).toArray(String[]::new);
    categories.forEach(c -> numbers.put(c.code(), numbers.size()));
    problems.forEach(p -> numbers.put(p.id(), numbers.size()));
    List<Terms> terms = new ArrayList<>();
    categories.forEach(c -> terms.add(c.terms().with(amended.get(c.code()))));
    problems.forEach(p -> terms.add(p.terms().with(amended.get(p.id()))));
    boolean[] urgent = new boolean[terms.size()];
    for (int c = 0; c < categories.size(); c++) {
      urgent[c] = categories.get(c).grade() == Grade.URGENT_2H;
    }
    this.evidence = new Evidence(terms, urgent, rules.context());
  }

  String version() { return version; }

  Classifier.Reading read(String title, String content, RequestType given, String proposed) {
    Evidence.Reading words = evidence.read(title, content);
    int emergency = best(words, c -> categories.get(c).grade() == Grade.URGENT_2H && words.heaviest(c) >= Evidence.DECIDES);
    Optional<Category> own = catalogue.categories().find(proposed);
    int spoken = best(words, c -> true);
    Problem problem = problem(words, spoken);

    int subject;
    double confidence;
    if (own.isPresent()) {
      subject = numbers.get(own.get().code());
      confidence = 0.95;
      problem = byDefinition[subject] != null ? byDefinition[subject] : problem;
    } else if (emergency >= 0 && words.of(emergency) * 5 >= Math.max(words.of(spoken), problem == null ? 0 : score(words, problem)) * 3) {
      // An emergency goes first unless the text is plainly about something else (rule I1).
      subject = emergency;
      confidence = confidence(words, subject, 0);
      // What merely surrounds the danger is not what is to be settled.
      problem = problem != null && score(words, problem) * 2 < words.of(emergency) ? null : problem;
    } else if (problem != null) {
      subject = filedUnder(words, problem);
      confidence = confidence(words, subject, score(words, problem));
    } else {
      subject = spoken;
      confidence = spoken < 0 ? 0.05 : confidence(words, subject, 0);
    }
    Category category = subject < 0 ? catalogue.categories().require(Classifier.GENERAL) : categories.get(subject);
    RequestType type = given != null ? given : type(words, category);
    Grade grade = emergency >= 0 || category.grade() == Grade.URGENT_2H ? Grade.URGENT_2H : type == RequestType.INQUIRY ? Grade.INQUIRY : category.grade();
    List<String> told = new ArrayList<>();
    for (int s : new int[] {subject, emergency == subject ? -1 : emergency, problem == null ? -1 : number(problem)}) {
      if (s >= 0) {
        told.addAll(words.told(s, 4));
      }
    }
    return new Classifier.Reading(type, new Classification(category.code(), problem == null ? null : problem.id(), grade, confidence,
        told.stream().distinct().limit(WORDS_TOLD).toList(), version));
  }

  /** The problem that the words speak for: by its own words, or because it is what the category says. */
  private Problem problem(Evidence.Reading words, int spoken) {
    Problem surest = null;
    double most = 0;
    for (Problem problem : problems) {
      double score = score(words, problem);
      if (words.plain(number(problem)) >= problem.threshold() && words.opensWith(number(problem)) && score > most) {
        surest = problem;
        most = score;
      }
    }
    if (spoken >= 0 && byDefinition[spoken] == null && surest != null && words.of(spoken) > MORE * most) {
      return null;
    }
    return surest;
  }

  /** Its own words and those of the categories that it is; nothing without its own. */
  private double score(Evidence.Reading words, Problem problem) {
    int p = number(problem);
    if (words.isVetoed(p)) {
      return 0;
    }
    int filed = 0;
    for (int c = 0; c < byDefinition.length; c++) {
      filed = byDefinition[c] == problem ? Math.max(filed, words.of(c)) : filed;
    }
    return words.of(p) + filed;
  }

  private int filedUnder(Evidence.Reading words, Problem problem) {
    int best = -1;
    for (int c = 0; c < byDefinition.length; c++) {
      if (byDefinition[c] == problem && (best < 0 || words.of(c) > words.of(best))) {
        best = c;
      }
    }
    return best;
  }

  private int number(Problem problem) { return numbers.get(problem.id()); }

  private int best(Evidence.Reading words, IntPredicate among) {
    int best = -1;
    for (int c = 0; c < categories.size(); c++) {
      if (words.of(c) > 0 && among.test(c) && (best < 0 || words.of(c) > words.of(best))) {
        best = c;
      }
    }
    return best;
  }

  /** Grows with the weight of the evidence and falls with the weight of what speaks for another second-level heading. */
  private double confidence(Evidence.Reading words, int subject, double byProblem) {
    int rival = 0;
    for (int c = 0; c < categories.size(); c++) {
      if (!headings[c].equals(headings[subject])) {
        rival = Math.max(rival, words.of(c));
      }
    }
    double own = Math.max(words.of(subject), byProblem);
    return own == 0 ? 0.05 : Math.round(100 * (1 - Math.exp(-own / 5)) * own / (own + 0.5 * rival)) / 100.0;
  }

  private RequestType type(Evidence.Reading words, Category category) {
    for (Acceptance.Kind kind : rules.kinds()) {
      for (String word : kind.words()) {
        if (kind.first() ? words.saysFirst(word) : words.says(word)) {
          return kind.type();
        }
      }
    }
    return category.requestTypeHint() == null ? RequestType.HELP : category.requestTypeHint();
  }
}
