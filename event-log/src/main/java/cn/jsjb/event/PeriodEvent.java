package cn.jsjb.event;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Assessment.ScoreWeights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 考核月: what is said about one assessment period; the stream is the period's, {@code period-2026-05}. What was locked is never changed: a change is a new version. */
public sealed interface PeriodEvent extends AnalyticsEvent {
  String STREAM = "period-";

  /**
   * What was counted when a version was made: every ranking list, the rules, and the places in the logs up to which was counted. Counting again from
   * the logs up to these places gives the same text and so the same hash.
   *
   * <p>All lists are one event: the directory's 700 units are 60 KB at most figures (a record may be 1 MB), and a lock that is half there would be none.
   *
   * @param period {@code 2026-05}
   * @param hash SHA-256 of {@link #canonical()}, 64 lower-case hex digits
   * @param positions log → next offset of each partition: counted were all records below
   * @param rules version of the assessment rules, {@code units} of the directory
   * @param previous the version of the period before that {@code previousRank} is taken from
   * @param columns names of the numbers of a line, in order
   * @param lists list → a line a unit, in the order of the codes: {@code 110107011 4 520 400 …}; {@code -} is not known
   */
  record Snapshot(String period, String hash, Map<String, List<Long>> positions, String rules, Formula formula, ScoreWeights scoreV2, String units, Before previous,
      List<String> columns, Map<String, List<String>> lists) {

    /** The lists of the period before. @param version, hash null when it was not locked: then it was counted at the same places */
    public record Before(String period, Integer version, String hash) {}

    /** The same with its hash. */
    public Snapshot sealed() { return new Snapshot(period, hashOf(canonical()), positions, rules, formula, scoreV2, units, previous, columns, lists); }

    /** The text that is hashed: UTF-8, a line feed after every line. Places in the logs are not in it: the same counts are the same text. */
    public String canonical() {
      StringBuilder text = new StringBuilder(64 * 1024);
      line(text, "period", period);
      line(text, "rules", rules);
      line(text, "formula", formula.id(), formula.weights().response(), formula.weights().resolution(), formula.weights().satisfaction(), formula.basically().toPlainString());
      line(text, "scoreV2", scoreV2.score().toPlainString(), scoreV2.firstResponder().toPlainString(), scoreV2.proactive().toPlainString());
      line(text, "units", units);
      line(text, "previous", previous.period(), previous.version() == null ? "-" : previous.version(), previous.hash() == null ? "-" : previous.hash());
      line(text, "columns", String.join(" ", columns));
      new TreeMap<>(lists).forEach((list, lines) -> {
        line(text, "list", list, lines.size());
        lines.forEach(one -> line(text, one));
      });
      return text.toString();
    }

    private static void line(StringBuilder text, Object... words) {
      for (int i = 0; i < words.length; i++) {
        text.append(i == 0 ? "" : " ").append(words[i]);
      }
      text.append('\n');
    }

    public static String hashOf(String canonical) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /** @param to exclusive; @param lockableFrom when limits, callbacks and appeals of the period are over; @param rules version of the assessment rules that judge it */
  record AssessmentPeriodOpened(String period, Instant from, Instant to, Instant lockableFrom, String rules) implements PeriodEvent {}

  /** The figures of the period stand from now on. @param version 1 */
  record AssessmentPeriodLocked(int version, Snapshot snapshot) implements PeriodEvent {}

  /** The figures were counted again; the versions before stay. @param version 2 and up; @param tickets whose change is the cause, as far as they are named */
  record AssessmentRestated(int version, String cause, List<String> tickets, Snapshot snapshot) implements PeriodEvent {}

  /** A version is made public (REG §34). @param hash of that version; @param document number of the notice, or null */
  record RankingPublished(int version, String hash, String document) implements PeriodEvent {}

  /**
   * 先进类 进步类 整改类 治理类: the four classes of localities (domain 4.11) of a published version; one may be in several.
   *
   * @param rules version of the rules that drew the lines
   */
  record LocalityClassified(int version, String rules, List<String> advanced, List<String> progressing, List<String> rectifying, List<String> governance) implements PeriodEvent {}

  /** 月度点评会: the party secretary's review of a published version. @param number from 1; @param praised, criticised units named in it */
  record ReviewMeetingRecorded(int number, int version, LocalDate heldOn, String chair, List<String> praised, List<String> criticised, String text) implements PeriodEvent {}
}
