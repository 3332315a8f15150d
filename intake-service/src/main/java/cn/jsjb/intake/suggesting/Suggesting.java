package cn.jsjb.intake.suggesting;

import cn.jsjb.catalogue.Acceptance.Similar;
import cn.jsjb.event.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * 相似诉求、同一事项: which earlier tickets may be about the same matter (rule I2). It only suggests: a person decides, and nothing is
 * ever joined or declined by a figure.
 */
public final class Suggesting {
  private static final double EARTH_METRES = 6_371_000;
  private static final double CALLER = 0.3, SAME_CATEGORY = 0.15, SAME_SPOT = 0.2;

  private Suggesting() {}

  /**
   * A ticket, or what is about to become one.
   *
   * @param id null before it is posted
   * @param open whether it is still under way @param moved when its status last changed
   */
  public record Case(String id, String ticketNo, String status, String title, String content, String phoneHash, String category, Place place, boolean open, Instant receivedAt, Instant moved) {}

  /**
   * @param similarity of the texts, 0…1
   * @param sameMatter same claimant, category and spot, under way or not long ended: rule I2 in full
   * @param why in words: {@code 同一来电人} …
   */
  public record Suggestion(String complaintId, String ticketNo, String status, String title, double similarity, boolean sameMatter, List<String> why, Instant receivedAt) {}

  /** The likeliest first. */
  public static List<Suggestion> of(Case now, List<Case> candidates, Similar rules, Instant at) {
    record Ranked(Suggestion suggestion, double rank) {}
    Likeness words = new Likeness(now.title(), now.content());
    List<Ranked> ranked = new ArrayList<>();
    for (Case other : candidates) {
      if (other.id().equals(now.id()) || now.receivedAt() != null && other.receivedAt().isAfter(now.receivedAt())) {
        continue;
      }
      double alike = words.to(new Likeness(other.title(), other.content()));
      boolean caller = now.phoneHash() != null && now.phoneHash().equals(other.phoneHash());
      boolean category = now.category() != null && now.category().equals(other.category());
      boolean spot = isSameSpot(now.place(), other.place(), rules.metres());
      boolean recent = other.open() || other.moved().plus(rules.within()).isAfter(at);
      boolean same = caller && category && spot && recent;
      if (!same && alike < rules.alike() && !(caller && category)) {
        continue;
      }
      List<String> why = new ArrayList<>();
      if (caller) why.add("同一来电人 / same caller");
      if (category) why.add("同一分类 / same category");
      if (spot) why.add("同一地点 / same spot");
      if (alike >= rules.alike()) why.add("文字相似 / alike in words");
      if (!other.open()) why.add("已结束 / ended");
      ranked.add(new Ranked(new Suggestion(other.id(), other.ticketNo(), other.status(), other.title(), Math.round(alike * 100) / 100.0, same, List.copyOf(why), other.receivedAt()),
          alike + (caller ? CALLER : 0) + (category ? SAME_CATEGORY : 0) + (spot ? SAME_SPOT : 0)));
    }
    return ranked.stream().sorted(Comparator.comparingDouble(Ranked::rank).reversed().thenComparing(r -> r.suggestion().complaintId())).limit(rules.most()).map(Ranked::suggestion).toList();
  }

  /** The same address or committee, or no further apart than the rule allows. */
  static boolean isSameSpot(Place a, Place b, int metres) {
    if (a == null || b == null) {
      return false;
    }
    if (a.lon() != null && a.lat() != null && b.lon() != null && b.lat() != null) {
      return metres(a, b) <= metres;
    }
    return a.address() != null && a.address().equals(b.address()) || a.communityCode() != null && a.communityCode().equals(b.communityCode());
  }

  private static double metres(Place a, Place b) {
    double north = Math.toRadians(b.lat() - a.lat());
    double east = Math.toRadians(b.lon() - a.lon()) * Math.cos(Math.toRadians((a.lat() + b.lat()) / 2));
    return EARTH_METRES * Math.hypot(north, east);
  }
}
