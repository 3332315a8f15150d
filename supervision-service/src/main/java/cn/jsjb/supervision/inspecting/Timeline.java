package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.Repeats.Found;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One ticket told to a person: request, dispatch, whistle, parts, callbacks in one order of time (时间线, domain 5.5), with unit and words.
 *
 * @param zone the zone of {@code at} and {@code loggedAt}
 * @param related other tickets that this one hangs together with; of those that follow it the newest 200
 * @param repeats how many follow it
 */
public record Timeline(String complaintId, String ticketNo, Stage status, String statusText, Instant asOf, String zone, List<Item> items, List<Related> related, long repeats) {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  /** Between what an event says of itself and when the broker took it in. More is worth a look: it was entered late, or played in. */
  private static final long USUAL_DELAY_MILLIS = 5 * 60_000;
  private static final Words SILENT = new Words(null, null);

  /**
   * @param at when it happened, as its writer says
   * @param loggedAt when the broker took it in; null where that was at the same time
   * @param verdict {@code fact} or {@code void}; what is void is told, and marked
   * @param words, wordsEn null when they are not for this reader; what somebody wrote stands in both as he wrote it
   */
  public record Item(OffsetDateTime at, OffsetDateTime loggedAt, String eventId, String type, String name, String nameEn, String unit, String unitName, String unitNameEn, String actor, String verdict,
      String why, String whyEn, String words, String wordsEn) {}

  /** @param how {@code FOLLOWS}, {@code FOLLOWED_BY}, {@code GROUP}, {@code SPECIAL_CASE}, {@code WHISTLE_OF}, {@code FOUND} */
  public record Related(String complaintId, String how, String eventId) {}

  /**
   * @param hideWords the words of a confidential request are hidden
   * @param toUnit shown to a unit or district
   */
  static Timeline of(String id, Replay replay, Instant asOf, Found repeats, boolean hideWords, boolean toUnit) {
    Oversight o = replay.state();
    List<Item> items = new ArrayList<>();
    List<Related> related = new ArrayList<>();
    // What happened first comes first; records of the same millisecond keep the order of the log.
    replay.records().stream().sorted(Comparator.comparing(Timeline::happened)).forEach(j -> {
      items.add(item(j, hideWords, toUnit));
      related(j, related);
    });
    repeats.items().forEach(r -> related.add(new Related(r.complaintId(), "FOLLOWED_BY", r.linkedBy())));
    Stage stage = o == null ? null : o.life().stage();
    return new Timeline(id, o == null ? null : o.subject().ticketNo(), stage, stage == null ? null : stage.chinese(), asOf, BEIJING.getId(), items, related, repeats.total());
  }

  private static Item item(Judged j, boolean hideWords, boolean toUnit) {
    RecordView r = j.record();
    boolean secret = toUnit && HistoryView.HOTLINES_OWN.contains(r.type());
    Instant at = happened(j);
    boolean late = Math.abs(r.logTime() - at.toEpochMilli()) > USUAL_DELAY_MILLIS;
    String unit = secret ? null : Story.unitOf(j.event(), r.actor());
    Words unitName = unit == null ? SILENT : Names.unit(unit);
    Words why = j.verdict().isFact() ? SILENT : Story.of(j.verdict());
    Words words = secret || hideWords || j.event() == null ? SILENT : Story.of(j.event(), at);
    return new Item(beijing(at), late ? beijing(Instant.ofEpochMilli(r.logTime())) : null, r.id(), r.type(), Story.nameOf(r.type()), Story.englishNameOf(r.type()), unit,
        unitName.chinese(), unitName.english(), secret ? null : r.actor(), j.verdict().isFact() ? "fact" : "void", why.chinese(), why.english(), words.chinese(), words.english());
  }

  private static void related(Judged j, List<Related> related) {
    String id = j.record().id();
    switch (j.event()) {
      case IntakeEvent.DuplicateLinked e -> related.add(new Related(e.masterId(), "FOLLOWS", id));
      case IntakeEvent.GroupJoined e -> related.add(new Related(e.leader(), "GROUP", id));
      case IntakeEvent.GroupCaseOpened e -> e.members().forEach(m -> related.add(new Related(m.complaintId(), "GROUP", id)));
      case IntakeEvent.GroupMemberAdded e -> related.add(new Related(e.member().complaintId(), "GROUP", id));
      case DispatchEvent.SpecialCaseOpened e -> e.members().forEach(m -> related.add(new Related(m, "SPECIAL_CASE", id)));
      case DispatchEvent.SpecialCaseMemberAdded e -> related.add(new Related(e.complaintId(), "SPECIAL_CASE", id));
      case DispatchEvent.CrossDistrictWhistleJoined e -> related.add(new Related(e.complaintId(), "WHISTLE_OF", id));
      case DispatchEvent.RelatedProblemFound e when e.complaintId() != null -> related.add(new Related(e.complaintId(), "FOUND", id));
      case null -> { }
      default -> { }
    }
  }

  private static OffsetDateTime beijing(Instant at) { return at.atZone(BEIJING).toOffsetDateTime(); }

  /** An event without a readable time happened when the broker took it in. */
  private static Instant happened(Judged j) {
    try {
      return j.record().at();
    } catch (DateTimeException garbage) {
      return Instant.ofEpochMilli(j.record().logTime());
    }
  }
}
