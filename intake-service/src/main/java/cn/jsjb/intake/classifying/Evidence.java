package cn.jsjb.intake.classifying;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.catalogue.Terms;
import cn.jsjb.intake.WordMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the words of a text add up to for each subject. All words of all subjects are looked for in one pass; a word counts once, near
 * one of its subject's own words; words of danger that are denied, feared or long past count for nothing.
 */
final class Evidence {
  /** How far from one of its subject's own words a hint still speaks, characters. */
  private static final int REACH = 60;
  /** How far apart the parts of a phrase may stand, characters. */
  private static final int SPAN = 18;
  /** How many places of one word are looked at. */
  private static final int PLACES = 6;
  private static final int DENIAL = 7, AFTERTHOUGHT = 8;
  /** From here on a text is a letter, characters. */
  private static final int LETTER = 200;
  /** Weight from which a word of danger decides where somebody cries for help. */
  private static final int PRESSED = 3;
  /** Weight of a word that decides alone. */
  static final int DECIDES = 5;

  private record Hint(int subject, int weight) {}

  private record Phrase(int subject, int weight, int[] parts) {}

  private static final class Use {
    final List<Hint> hints = new ArrayList<>();
    final List<Integer> own = new ArrayList<>(), veto = new ArrayList<>(), parts = new ArrayList<>();
  }

  private final WordMatcher matcher;
  private final Hint[][] hints;
  private final int[][] own, veto, parts;
  private final List<Phrase> phrases = new ArrayList<>();
  private final int[][] phrasesOf;
  private final boolean[] hasOwn;
  private final boolean[] urgent;
  private final boolean[] denial, afterthought, past, now, pressing;
  private final int subjects;
  private final int partCount;

  /** @param urgent which subjects are dangers, whose words are weighed with what stands around them */
  Evidence(List<Terms> terms, boolean[] urgent, Acceptance.Context context) {
    this.subjects = terms.size();
    this.urgent = urgent;
    this.hasOwn = new boolean[subjects];
    Map<String, Use> uses = new LinkedHashMap<>();
    Map<List<String>, Integer> partIds = new LinkedHashMap<>();
    for (int s = 0; s < subjects; s++) {
      int subject = s;
      Terms t = terms.get(s);
      hasOwn[s] = !t.any().isEmpty();
      t.weights().forEach((word, weight) -> use(uses, word).hints.add(new Hint(subject, weight)));
      t.against().forEach((word, weight) -> use(uses, word).hints.add(new Hint(subject, -weight)));
      t.any().forEach(word -> use(uses, word).own.add(subject));
      t.not().forEach(word -> use(uses, word).veto.add(subject));
      for (Terms.Near near : t.near()) {
        int[] ids = near.parts().stream().mapToInt(part -> partIds.computeIfAbsent(part, p -> partIds.size())).toArray();
        phrases.add(new Phrase(s, near.weight(), ids));
      }
    }
    partIds.forEach((words, id) -> new LinkedHashSet<>(words).forEach(word -> use(uses, word).parts.add(id)));
    for (List<String> words : List.of(context.denied(), context.feared(), context.past(), context.now(), context.pressing())) {
      words.forEach(word -> use(uses, word));
    }
    List<String> words = List.copyOf(uses.keySet());
    this.matcher = new WordMatcher(words);
    this.hints = uses.values().stream().map(u -> u.hints.toArray(Hint[]::new)).toArray(Hint[][]::new);
    this.own = uses.values().stream().map(u -> ints(u.own)).toArray(int[][]::new);
    this.veto = uses.values().stream().map(u -> ints(u.veto)).toArray(int[][]::new);
    this.parts = uses.values().stream().map(u -> ints(u.parts)).toArray(int[][]::new);
    this.partCount = partIds.size();
    this.phrasesOf = new int[subjects][];
    for (int s = 0; s < subjects; s++) {
      int subject = s;
      phrasesOf[s] = java.util.stream.IntStream.range(0, phrases.size()).filter(p -> phrases.get(p).subject == subject).toArray();
    }
    this.denial = marked(words, context.denied());
    this.afterthought = marked(words, context.feared());
    this.past = marked(words, context.past());
    this.now = marked(words, context.now());
    this.pressing = marked(words, context.pressing());
  }

  private static Use use(Map<String, Use> uses, String word) { return uses.computeIfAbsent(word, w -> new Use()); }

  private static int[] ints(List<Integer> list) { return list.stream().mapToInt(i -> i).toArray(); }

  private static boolean[] marked(List<String> words, List<String> marked) {
    Set<String> set = new LinkedHashSet<>(marked);
    boolean[] marks = new boolean[words.size()];
    for (int w = 0; w < marks.length; w++) {
      marks[w] = set.contains(words.get(w));
    }
    return marks;
  }

  Reading read(String title, String content) { return new Reading(title == null ? "" : title, content == null ? "" : content); }

  /** One word at one place. */
  private record Place(int word, int start, int end) {}

  /** Something that was found to speak for a subject. */
  private record Found(String words, int weight) {}

  /** One text, read. */
  final class Reading {
    private final String text;
    private final int lead;
    private final int[] clause, sentence;
    private final int[] sums = new int[subjects], inTitle = new int[subjects], heaviest = new int[subjects];
    private final boolean[] vetoed = new boolean[subjects];
    private final boolean[] words = new boolean[matcher.size()];
    private final List<Place> places = new ArrayList<>();
    private final List<Place> context = new ArrayList<>();
    private final List<Found>[] found;

    @SuppressWarnings("unchecked")
    Reading(String title, String content) {
      this.text = title.isEmpty() ? content : title + "\n" + content;
      this.lead = title.isEmpty() ? Math.min(16, content.length()) : title.length();
      this.clause = new int[text.length() + 1];
      this.sentence = new int[text.length() + 1];
      this.found = new List[subjects];
      int clauses = 0, sentences = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '。' || c == '！' || c == '？' || c == '!' || c == '?' || c == '\n' || c == '；' || c == ';') {
          sentences++;
          clauses++;
        } else if (c == '，' || c == ',' || c == '、' || c == '：' || c == ':' || c == ' ' || c == '　') {
          clauses++;
        }
        clause[i + 1] = clauses;
        sentence[i + 1] = sentences;
      }
      find();
      weigh();
    }

    private void find() {
      int[] seen = new int[matcher.size()];
      matcher.in(text, (word, end) -> {
        words[word] = true;
        if (seen[word]++ < PLACES) {
          Place place = new Place(word, end - matcher.word(word).length(), end);
          places.add(place);
          if (denial[word] || afterthought[word] || past[word] || now[word] || pressing[word]) {
            context.add(place);
          }
          for (int subject : veto[word]) {
            vetoed[subject] = true;
          }
        }
      });
    }

    private void weigh() {
      int[][] ownAt = new int[subjects][];
      int[] ownCount = new int[subjects];
      for (Place place : places) {
        for (int subject : own[place.word]) {
          if (ownAt[subject] == null) {
            ownAt[subject] = new int[4];
          }
          if (ownCount[subject] == ownAt[subject].length) {
            ownAt[subject] = Arrays.copyOf(ownAt[subject], ownCount[subject] * 2);
          }
          ownAt[subject][ownCount[subject]++] = place.start;
        }
      }
      Set<Long> counted = new java.util.HashSet<>();
      List<Place>[] byPart = new List[partCount];
      for (Place place : places) {
        for (Hint hint : hints[place.word]) {
          if (isNear(place, hint.subject, ownAt, ownCount) && !(urgent[hint.subject] && calmed(place)) && counted.add((long) place.word << 20 | hint.subject)) {
            add(hint.subject, hint.weight, place.start, matcher.word(place.word));
          }
        }
        for (int part : parts[place.word]) {
          if (byPart[part] == null) {
            byPart[part] = new ArrayList<>(4);
          }
          byPart[part].add(place);
        }
      }
      for (Phrase phrase : phrases) {
        Place[] match = match(phrase, byPart);
        if (match != null && isNear(match[0], phrase.subject, ownAt, ownCount)) {
          add(phrase.subject, phrase.weight, Arrays.stream(match).mapToInt(Place::start).min().orElse(0), told(match));
        }
      }
    }

    private String told(Place[] match) {
      Place[] ordered = match.clone();
      Arrays.sort(ordered, Comparator.comparingInt(Place::start));
      return String.join("…", Arrays.stream(ordered).map(p -> matcher.word(p.word)).toList());
    }

    private void add(int subject, int weight, int at, String why) {
      sums[subject] += weight;
      if (weight > 0) {
        if (at < lead) {
          inTitle[subject] += weight;
        }
        heaviest[subject] = Math.max(heaviest[subject], urgent[subject] && weight >= PRESSED && weight < DECIDES && isPressing(at) ? DECIDES : weight);
        if (found[subject] == null) {
          found[subject] = new ArrayList<>();
        }
        found[subject].add(new Found(why, weight));
      }
    }

    private boolean isNear(Place place, int subject, int[][] ownAt, int[] ownCount) {
      if (!hasOwn[subject]) {
        return true;
      }
      for (int i = 0; i < ownCount[subject]; i++) {
        if (Math.abs(ownAt[subject][i] - place.start) <= REACH) {
          return true;
        }
      }
      return false;
    }

    private Place[] match(Phrase phrase, List<Place>[] byPart) {
      for (int part : phrase.parts) {
        if (byPart[part] == null) {
          return null;
        }
      }
      Place[] chosen = new Place[phrase.parts.length];
      return chosen(phrase, byPart, chosen, 0) ? chosen : null;
    }

    private boolean chosen(Phrase phrase, List<Place>[] byPart, Place[] chosen, int next) {
      if (next == chosen.length) {
        return true;
      }
      for (Place place : byPart[phrase.parts[next]]) {
        if (urgent[phrase.subject] && calmed(place)) {
          continue;
        }
        boolean fits = true;
        for (int i = 0; i < next && fits; i++) {
          Place other = chosen[i];
          int gap = Math.max(place.start, other.start) - Math.min(place.end, other.end);
          fits = gap >= 0 && gap <= SPAN && sentence[place.start] == sentence[other.start];
        }
        if (fits) {
          chosen[next] = place;
          if (chosen(phrase, byPart, chosen, next + 1)) {
            return true;
          }
        }
      }
      return false;
    }

    /** Denied, feared or past: no danger now. */
    private boolean calmed(Place place) {
      boolean before = false, present = false;
      for (Place around : context) {
        if (sentence[around.start] != sentence[place.start] || around.start >= place.start && around.end <= place.end) {
          continue;
        }
        int ahead = place.start - around.end, behind = around.start - place.end;
        if (clause[around.start] == clause[place.start]
            && (denial[around.word] && ahead >= 0 && ahead <= DENIAL || afterthought[around.word] && behind >= 0 && behind <= AFTERTHOUGHT)) {
          return true;
        }
        before |= past[around.word];
        present |= now[around.word] && clause[around.start] == clause[place.start] || pressing[around.word];
      }
      // A long letter tells a story: a danger in it is today's only where it says so.
      return before && !present || text.length() > LETTER && !present && place.start >= lead;
    }

    private boolean isPressing(int at) {
      for (Place around : context) {
        if (pressing[around.word] && Math.abs(sentence[around.start] - sentence[at]) <= 1) {
          return true;
        }
      }
      return false;
    }

    /** A letter names its matter at the beginning; what it touches on later is not what it is about. Of short texts nothing is asked. */
    boolean opensWith(int subject) { return text.length() <= LETTER || inTitle[subject] > 0; }

    boolean says(String word) { return text.contains(word); }

    boolean saysFirst(String word) {
      int at = text.indexOf(word);
      return at >= 0 && at < Math.max(lead, 24);
    }

    int plain(int subject) { return vetoed[subject] ? 0 : Math.max(0, sums[subject]); }

    /** What is said first weighs twice. */
    int of(int subject) { return vetoed[subject] ? 0 : Math.max(0, sums[subject] + inTitle[subject]); }

    int heaviest(int subject) { return vetoed[subject] ? 0 : heaviest[subject]; }

    boolean isVetoed(int subject) { return vetoed[subject]; }

    /** The heaviest words that spoke for a subject. */
    List<String> told(int subject, int most) {
      return found[subject] == null ? List.of() : found[subject].stream().sorted(Comparator.comparingInt(Found::weight).reversed()).limit(most).map(Found::words).toList();
    }
  }
}
