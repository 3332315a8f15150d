package cn.jsjb.intake.classifying;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Terms;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.intake.WordMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 分类: reads the words of a request and proposes category, problem of the year, grade and type, from the catalogue's terms
 * alone. Deterministic: the same words and the same version give the same answer for ever.
 *
 * <p>The scores are those of {@link Terms#score}: each word counts once, a veto word rules a subject out. A word in the title
 * counts once more, because a title says what the matter is (assumption). One pass over the text, whatever the number of words.
 */
public final class Classifier {
  /** What the claimant wants and what it is about. */
  public record Reading(RequestType requestType, Classification classification) {}

  /** Where a request goes that no word speaks for: the hotline's own desk (assumption: somebody has to ask the claimant). */
  static final String GENERAL = "170104";
  /** Weight of a word that decides alone; one such word is an emergency, whatever else is said. */
  private static final int DECIDES = 5;
  private static final int WORDS_TOLD = 8;

  /** What a word says about a subject: subjects are categories, then problems. */
  private record Hint(int subject, int weight) {}

  private static final int VETO = Integer.MIN_VALUE;
  private static final Map<String, RequestType> TYPE_WORDS = new LinkedHashMap<>();

  static {
    for (String word : List.of("举报")) TYPE_WORDS.put(word, RequestType.REPORT);
    for (String word : List.of("表扬", "点赞", "感谢信", "锦旗")) TYPE_WORDS.put(word, RequestType.PRAISE);
    for (String word : List.of("投诉")) TYPE_WORDS.put(word, RequestType.COMPLAINT);
    for (String word : List.of("咨询", "请问", "想了解", "如何办理", "怎么办理")) TYPE_WORDS.put(word, RequestType.INQUIRY);
    for (String word : List.of("建议")) TYPE_WORDS.put(word, RequestType.SUGGESTION);
  }

  private final List<Category> categories;
  private final List<Problem> problems;
  private final Catalogue catalogue;
  private final WordMatcher matcher;
  private final Hint[][] hints;
  private final String version;

  public Classifier(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.categories = catalogue.categories().all();
    this.problems = catalogue.problems().years().getLast().problems();
    this.version = "categories %s, problems %s".formatted(catalogue.categories().version(), catalogue.problems().version());
    Map<String, List<Hint>> words = new LinkedHashMap<>();
    for (int c = 0; c < categories.size(); c++) {
      learn(words, c, categories.get(c).terms());
    }
    for (int p = 0; p < problems.size(); p++) {
      learn(words, categories.size() + p, problems.get(p).terms());
    }
    TYPE_WORDS.keySet().forEach(word -> words.computeIfAbsent(word, w -> new ArrayList<>()));
    this.matcher = new WordMatcher(List.copyOf(words.keySet()));
    this.hints = words.values().stream().map(list -> list.toArray(Hint[]::new)).toArray(Hint[][]::new);
  }

  private static void learn(Map<String, List<Hint>> words, int subject, Terms terms) {
    terms.weights().forEach((word, weight) -> words.computeIfAbsent(word, w -> new ArrayList<>()).add(new Hint(subject, weight)));
    terms.not().forEach(word -> words.computeIfAbsent(word, w -> new ArrayList<>()).add(new Hint(subject, VETO)));
  }

  public String version() { return version; }

  /**
   * @param given type that the channel or the operator gave, or null
   * @param proposed category that the channel proposed; taken when it is one of ours
   */
  public Reading read(String title, String content, RequestType given, String proposed) {
    Scores scores = new Scores(title == null ? "" : title, content == null ? "" : content);
    int emergency = scores.best(c -> categories.get(c).grade() == Grade.URGENT_2H);
    boolean urgent = emergency >= 0 && scores.decided(emergency);
    Optional<Category> own = catalogue.categories().find(proposed);
    int best = scores.best(c -> true);

    Category category;
    double confidence;
    int subject;
    if (own.isPresent()) {
      category = own.get();
      subject = categories.indexOf(category);
      confidence = 0.95;
    } else if (best < 0) {
      category = catalogue.categories().require(GENERAL);
      subject = -1;
      confidence = 0.05;
    } else {
      // An emergency that the words decide goes first unless the text is plainly about something else (rule I1).
      subject = urgent && scores.of(emergency) * 5 >= scores.of(best) * 3 ? emergency : best;
      category = categories.get(subject);
      confidence = scores.confidence(subject);
    }
    RequestType type = given != null ? given : scores.type(category);
    Grade grade = urgent || category.grade() == Grade.URGENT_2H ? Grade.URGENT_2H : type == RequestType.INQUIRY ? Grade.INQUIRY : category.grade();
    Problem problem = problem(category, scores);
    List<String> told = new ArrayList<>();
    scores.tell(subject, told);
    if (urgent && emergency != subject) {
      scores.tell(emergency, told);
    }
    if (problem != null) {
      scores.tell(categories.size() + problems.indexOf(problem), told);
    }
    return new Reading(type, new Classification(category.code(), problem == null ? null : problem.id(), grade, confidence,
        told.stream().distinct().limit(WORDS_TOLD).toList(), version));
  }

  /** The problem that the category is by definition, else the one the words speak for most surely. */
  private Problem problem(Category category, Scores scores) {
    Problem surest = null;
    double sureness = 0;
    for (int p = 0; p < problems.size(); p++) {
      Problem problem = problems.get(p);
      if (problem.categories().contains(category.code())) {
        return problem;
      }
      double s = (double) scores.plain(categories.size() + p) / problem.threshold();
      if (s >= 1 && s > sureness) {
        surest = problem;
        sureness = s;
      }
    }
    return surest;
  }

  /** The words found in one request and what they add up to. */
  private final class Scores {
    private final int[] sums = new int[categories.size() + problems.size()];
    private final int[] inTitle = new int[sums.length];
    private final int[] heaviest = new int[sums.length];
    private final boolean[] vetoed = new boolean[sums.length];
    private final boolean[] seen = new boolean[matcher.size()];
    private final List<Integer> order = new ArrayList<>();

    Scores(String title, String content) {
      matcher.in(title, (word, end) -> take(word));
      for (int s = 0; s < sums.length; s++) {
        inTitle[s] = sums[s];
      }
      matcher.in(content, (word, end) -> take(word));
    }

    private void take(int word) {
      if (!seen[word]) {
        seen[word] = true;
        order.add(word);
        for (Hint hint : hints[word]) {
          if (hint.weight == VETO) {
            vetoed[hint.subject] = true;
          } else {
            sums[hint.subject] += hint.weight;
            heaviest[hint.subject] = Math.max(heaviest[hint.subject], hint.weight);
          }
        }
      }
    }

    /** As the catalogue scores. */
    int plain(int subject) { return vetoed[subject] ? 0 : sums[subject]; }

    int of(int subject) { return vetoed[subject] ? 0 : sums[subject] + inTitle[subject]; }

    boolean decided(int subject) { return heaviest[subject] >= DECIDES; }

    int best(java.util.function.IntPredicate among) {
      int best = -1;
      for (int c = 0; c < categories.size(); c++) {
        if (of(c) > 0 && among.test(c) && (best < 0 || of(c) > of(best))) {
          best = c;
        }
      }
      return best;
    }

    /** Grows with the weight of the evidence and falls with the weight of what speaks for another second-level heading. */
    double confidence(int subject) {
      int rival = 0;
      for (int c = 0; c < categories.size(); c++) {
        if (!categories.get(c).l2().equals(categories.get(subject).l2())) {
          rival = Math.max(rival, of(c));
        }
      }
      double evidence = 1 - Math.exp(-of(subject) / 5.0);
      return Math.round(100 * evidence * of(subject) / (of(subject) + 0.5 * rival)) / 100.0;
    }

    RequestType type(Category category) {
      for (Map.Entry<String, RequestType> word : TYPE_WORDS.entrySet()) {
        if (heard(word.getKey())) {
          return word.getValue();
        }
      }
      return category.requestTypeHint() == null ? RequestType.HELP : category.requestTypeHint();
    }

    private boolean heard(String word) {
      for (int w : order) {
        if (matcher.word(w).equals(word)) {
          return true;
        }
      }
      return false;
    }

    void tell(int subject, List<String> into) {
      if (subject >= 0) {
        record Told(String word, int weight) {}
        List<Told> words = new ArrayList<>();
        for (int w : order) {
          for (Hint hint : hints[w]) {
            if (hint.subject == subject && hint.weight != VETO) {
              words.add(new Told(matcher.word(w), hint.weight));
            }
          }
        }
        words.sort(Comparator.comparingInt(Told::weight).reversed());
        words.stream().limit(4).forEach(told -> into.add(told.word()));
      }
    }
  }
}
