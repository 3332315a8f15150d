package cn.jsjb.analytics;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The figures of all boards, counted again from each complaint's list of facts: no projection, no fold, no life-cycle. Name of a figure → ticket → how much it
 * adds: {@code 2026-05 whistles:locality:110107011/missed}, {@code daily:2026-05-06@category:010101/received}. Others add theirs with {@link #add}.
 */
final class PlainBoards {
  private final Map<String, Map<String, Long>> figures = new TreeMap<>();
  private final Map<String, String> owners = new HashMap<>();

  static PlainBoards of(Map<String, List<Fact>> log) {
    PlainBoards boards = new PlainBoards();
    Map<String, Set<String>> city = new HashMap<>();
    PlainCount.of(log).forEach((cell, tickets) -> tickets.forEach(id -> {
      if (cell.startsWith("/city/", 7)) {
        city.computeIfAbsent(id, i -> new TreeSet<>()).add(cell.substring(0, 8) + cell.substring(13));
      }
      boards.add(cell.substring(0, 7) + " " + cell.substring(8), id, 1);
      boards.add("year:" + cell.substring(0, 4) + "@" + cell.substring(8), id, 1);
    }));
    log.forEach((id, facts) -> new Ticket(boards, city.getOrDefault(id, Set.of()), id, facts).count());
    return boards;
  }

  void add(String figure, String ticket, long amount) { figures.computeIfAbsent(figure, f -> new TreeMap<>()).merge(ticket, amount, Long::sum); }

  /** @param visible tickets, or null for all */
  long number(String figure, Set<String> visible) {
    return figures.getOrDefault(figure, Map.of()).entrySet().stream().filter(e -> visible == null || visible.contains(e.getKey())).mapToLong(Map.Entry::getValue).sum();
  }

  Set<String> tickets(String figure, Set<String> visible) {
    Set<String> found = new TreeSet<>(figures.getOrDefault(figure, Map.of()).keySet());
    if (visible != null) {
      found.retainAll(visible);
    }
    return found;
  }

  /** What each ticket adds, the smallest first. */
  List<Long> amounts(String figure) { return figures.getOrDefault(figure, Map.of()).values().stream().sorted().toList(); }

  /** Names of all figures that begin so. */
  Set<String> names(String prefix) {
    Set<String> names = new TreeSet<>();
    figures.keySet().stream().filter(f -> f.startsWith(prefix)).forEach(names::add);
    return names;
  }

  Set<String> of(String unit) {
    Set<String> found = new HashSet<>();
    owners.forEach((id, owner) -> {
      if (unit.equals(owner)) {
        found.add(id);
      }
    });
    return found;
  }

  private static final class Whistle {
    String ground;
    List<String> by;
    Instant acknowledgeBy;
    Instant reportBy;
    boolean blown;
    Boolean solved;
    final Map<String, Instant> acknowledged = new HashMap<>();
    final Map<String, String> report = new LinkedHashMap<>();
    final Map<String, Integer> rating = new HashMap<>();
  }

  /** One complaint. */
  private static final class Ticket {
    final PlainBoards boards;
    /** {@code 2026-05/received}: what it counts in the city. */
    final Set<String> counted;
    final String id;
    final List<Fact> facts;
    final String period;
    final IntakeEvent.RequestReceived request;

    Ticket(PlainBoards boards, Set<String> counted, String id, List<Fact> facts) {
      this.boards = boards;
      this.counted = counted;
      this.id = id;
      this.facts = facts;
      this.period = PlainCount.month(facts.getFirst().at());
      this.request = (IntakeEvent.RequestReceived) facts.getFirst().event();
    }

    void put(String cell, String count, long n) { boards.add(period + " " + cell + "/" + count, id, n); }

    boolean has(String figure) { return counted.contains(period + "/" + figure); }

    /** The answers, in whichever month they count. */
    Set<String> answers() {
      Set<String> answers = new TreeSet<>(Set.of("valid", "contacted", "resolved", "satisfied", "basically", "dissatisfied"));
      answers.removeIf(figure -> counted.stream().noneMatch(c -> c.substring(8).equals(figure)));
      return answers;
    }

    void count() {
      String category = null;
      String type = request.requestType() == null ? "" : request.requestType().name();
      DispatchEvent.TicketDispatched last = null;
      boolean sent = false;
      boolean gap = false;
      int hops = 0;
      Instant dispatched = null;
      Instant answered = null;
      boolean overdue = false;
      Set<String> told = new HashSet<>();
      Map<Integer, Whistle> whistles = new LinkedHashMap<>();
      List<String[]> objections = new ArrayList<>();
      String[] deferral = null;
      int lookBacks = 0;
      int held = 0;
      int interviews = 0;
      int sanctions = 0;
      int enforcements = 0;
      String item = null;
      Set<String> marks = new TreeSet<>();
      for (Fact fact : facts) {
        ComplaintEvent event = fact.event();
        switch (event) {
          case IntakeEvent.TicketRegistered e -> {
            marks.add("registered");
            category = e.classification().category();
            type = e.requestType() == null ? type : e.requestType().name();
          }
          case IntakeEvent.TicketReclassified e -> {
            category = e.classification().category();
            type = e.requestType() == null ? type : e.requestType().name();
          }
          case IntakeEvent.InquiryAnswered e -> {
            marks.add("answered");
            item = e.item();
          }
          case IntakeEvent.TicketDiverted e -> marks.add("diverted");
          case IntakeEvent.TicketDeclined e -> marks.add("declined");
          case DispatchEvent.TicketDispatched e -> {
            gap = sent ? gap : e.catalogueEntry() == null;
            sent = true;
            last = e;
            hops += e.hop() > 1 ? 1 : 0;
            dispatched = dispatched == null && e.mode() != DispatchEvent.Mode.CONSULTATION ? fact.at() : dispatched;
            overdue = false;
            told.clear();
          }
          case DispatchEvent.ResultRepliedToClaimant e -> told.add("claimant");
          case DispatchEvent.ResultReportedToHotline e -> told.add("hotline");
          case DispatchEvent.FeedbackOverdue e -> overdue = true;
          case DispatchEvent.DispatchObjected e -> objections.add(new String[] {String.valueOf(e.number()), e.unit(), "open", ""});
          case DispatchEvent.ObjectionUpheld e -> newest(objections, e.number())[2] = "upheld";
          case DispatchEvent.ObjectionRejected e -> newest(objections, e.number())[2] = "rejected";
          case DispatchEvent.ObjectionDecisionOverdue e -> newest(objections, e.number())[3] = "late";
          case DispatchEvent.DeferralRequested e -> deferral = new String[] {e.reason(), e.unit(), "awaiting", e.promisedBy().toString()};
          case DispatchEvent.DeferralApproved e -> {
            if (e.level() == DispatchEvent.ApprovalLevel.CITY) {
              deferral[2] = "inForce";
              deferral[3] = e.promisedBy().toString();
              overdue = false;
            }
          }
          case DispatchEvent.DeferralRefused e -> deferral[2] = "refused";
          case DispatchEvent.DeferralCleared e -> deferral[2] = "cleared";
          case DispatchEvent.DeferralExpired e -> {
            deferral[2] = "expired";
            answered = fact.at();
          }
          case DispatchEvent.JointInterviewHeld e -> interviews++;
          case DispatchEvent.EnterpriseSanctionRecorded e -> sanctions++;
          case DispatchEvent.EnforcementRecorded e -> enforcements++;
          case DispatchEvent e -> whistle(whistles, e, fact.at());
          case SupervisionEvent.CallbackCompleted e -> {
            answered = fact.at();
            overdue = false;
          }
          case SupervisionEvent.ReworkOrdered e -> told.clear();
          case SupervisionEvent.TicketReopened e -> told.clear();
          case SupervisionEvent.LookBackRecorded e -> {
            lookBacks++;
            held += e.result() == SupervisionEvent.LookBackResult.HOLDS ? 1 : 0;
          }
          default -> { }
        }
        overdue &= told.size() < 2 && !(event instanceof SupervisionEvent.TicketClosed) && !(event instanceof IntakeEvent.RequestWithdrawn);
      }
      String unit = last == null ? null : last.unit();
      boards.owners.put(id, unit);
      if (overdue) {
        boards.add("overdue:" + last.grade() + "/overdue", id, 1);
        boards.add("open/overdue", id, 1);
      }
      if (has("open")) {
        boards.add("open/total", id, 1);
      }
      whistles.values().stream().filter(w -> w.blown).forEach(this::count);
      for (String[] o : objections) {
        for (String cell : List.of("objections", "objections:unit:" + o[1])) {
          put(cell, "raised", 1);
          put(cell, o[2], 1);
          if (!o[3].isEmpty()) {
            put(cell, "late", 1);
          }
        }
      }
      sending(category, dispatched, hops, gap);
      if (deferral != null) {
        for (String cell : List.of("deferrals", "deferrals:reason:" + deferral[0], "deferrals:unit:" + deferral[1])) {
          put(cell, "requested", 1);
          put(cell, deferral[2], 1);
          if (deferral[2].equals("inForce") && Instant.parse(deferral[3]).isBefore(Instant.now().plus(Duration.ofDays(30)))) {
            put(cell, "dueIn30Days", 1);
          }
        }
      }
      tagged(category);
      String party = request.reportedParty();
      String enterprise = party != null && party.endsWith("公司") ? party : null;
      if (enterprise != null) {
        ticketFigures("enterprise:" + enterprise);
        String cell = "enterprise:" + enterprise;
        amount(cell, "interviews", interviews);
        amount(cell, "sanctions", sanctions);
        amount(cell, "enforcements", enforcements);
      }
      if (type.equals("INQUIRY")) {
        put("knowledge", "inquiries", 1);
        if (marks.contains("answered")) {
          put("knowledge", "answered", 1);
          put("knowledge:item:" + item, "answers", 1);
        } else if (dispatched != null) {
          put("knowledge", "unanswered", 1);
          put("knowledge:category:" + (category == null ? "none" : category), "unanswered", 1);
        }
      }
      String problem = problem();
      if (lookBacks > 0 && problem != null) {
        put("lookbacks:problem:" + problem, "done", lookBacks);
        amount("lookbacks:problem:" + problem, "passed", held);
      }
      days(category, unit, enterprise, answered, marks, dispatched);
    }

    private void amount(String cell, String count, int n) {
      if (n > 0) {
        put(cell, count, n);
      }
    }

    private static String[] newest(List<String[]> objections, int number) {
      return objections.stream().filter(o -> o[0].equals(String.valueOf(number))).reduce((a, b) -> b).orElse(new String[4]);
    }

    private String problem() {
      String problem = null;
      for (Fact fact : facts) {
        problem = fact.event() instanceof IntakeEvent.TicketRegistered e ? e.classification().problemId() : fact.event() instanceof IntakeEvent.TicketReclassified e ? e.classification().problemId() : problem;
      }
      return problem;
    }

    private static void whistle(Map<Integer, Whistle> whistles, DispatchEvent event, Instant at) {
      switch (event) {
        case DispatchEvent.WhistleBlown e -> {
          Whistle w = new Whistle();
          w.ground = e.ground().name();
          w.by = List.of(e.by());
          w.acknowledgeBy = e.acknowledgeBy();
          w.reportBy = e.reportBy();
          w.blown = true;
          e.departments().forEach(d -> w.report.put(d, "waiting"));
          whistles.put(e.whistle(), w);
        }
        case DispatchEvent.CrossDistrictWhistleProposed e -> {
          Whistle w = new Whistle();
          w.ground = e.ground().name();
          w.by = e.localities();
          e.departments().forEach(d -> w.report.put(d, "waiting"));
          whistles.put(e.whistle(), w);
        }
        case DispatchEvent.CrossDistrictWhistleBlown e -> {
          Whistle w = whistles.get(e.whistle());
          w.by = e.localities();
          w.acknowledgeBy = e.acknowledgeBy();
          w.reportBy = e.reportBy();
          w.blown = true;
        }
        case DispatchEvent.CrossDistrictLeadDesignated e -> {
          if (e.acknowledgeBy() != null) {
            Whistle w = whistles.get(e.whistle());
            w.acknowledgeBy = e.acknowledgeBy();
            w.reportBy = e.reportBy();
            w.blown = true;
          }
        }
        case DispatchEvent.WhistleAcknowledged e -> whistles.get(e.whistle()).acknowledged.putIfAbsent(e.department(), at);
        case DispatchEvent.DepartmentReported e -> {
          Whistle w = whistles.get(e.whistle());
          w.report.put(e.department(), e.arrivedAt().isAfter(w.reportBy) ? "reportedLate" : "reportedInTime");
        }
        case DispatchEvent.WhistleReportMissed e -> whistles.get(e.whistle()).report.replace(e.department(), "waiting", "missed");
        case DispatchEvent.WhistleReportRefused e -> whistles.get(e.whistle()).report.put(e.department(), "refused");
        case DispatchEvent.DepartmentRated e -> whistles.get(e.whistle()).rating.put(e.department(), e.score());
        case DispatchEvent.WhistleClosed e -> {
          Whistle w = whistles.get(e.whistle());
          w.solved = e.solved();
          e.ratings().forEach(w.rating::putIfAbsent);
        }
        default -> { }
      }
    }

    private void count(Whistle w) {
      Set<String> cells = new TreeSet<>(Set.of("whistles", "whistles:ground:" + w.ground));
      for (String locality : w.by) {
        cells.add("whistles:locality:" + locality);
        Unit unit = Catalogue.get().units().find(locality).orElseThrow();
        if (unit.districtCode() != null) {
          cells.add("whistles:district:" + unit.districtCode());
        }
      }
      for (String cell : cells) {
        put(cell, "whistles", 1);
        put(cell, w.solved == null ? "open" : w.solved ? "solved" : "unsolved", 1);
        boards.figures.computeIfAbsent(period + " " + cell + "/tickets", f -> new TreeMap<>()).put(id, 1L);
      }
      w.report.forEach((department, report) -> {
        Set<String> all = new TreeSet<>(cells);
        all.add("whistles:department:" + department);
        for (String cell : all) {
          put(cell, "summoned", 1);
          put(cell, report, 1);
          Instant acknowledged = w.acknowledged.get(department);
          put(cell, acknowledged == null ? "notAcknowledged" : acknowledged.isAfter(w.acknowledgeBy) ? "acknowledgedLate" : "acknowledgedInTime", 1);
          if (w.rating.containsKey(department)) {
            put(cell, "ratings", 1);
            boards.add(period + " rating " + cell, id, w.rating.get(department));
          }
        }
      });
    }

    private void sending(String category, Instant dispatched, int hops, boolean gap) {
      if (dispatched != null) {
        put("dispatching", "dispatched", 1);
        put("dispatching", "hops" + Math.min(3, hops), 1);
        put("dispatching", hops == 0 ? "firstTimeRight" : "redirected", 1);
        put("dispatching", "count", 1);
        long seconds = Duration.between(request(), dispatched).toSeconds();
        boards.add(period + " seconds", id, seconds);
        if (seconds <= 360) {
          put("dispatching", "within6", 1);
        }
      }
      if (gap) {
        put("dispatching", "gaps", 1);
        put("dispatching", "tickets", 1);
        put("dispatching:category:" + (category == null ? "none" : category), "tickets", 1);
      }
    }

    private Instant request() { return facts.getFirst().at(); }

    private void tagged(String category) {
      String tag = category == null ? null : Catalogue.get().categories().find(category).map(Category::sevenFive).orElse(null);
      ticketFigures("tag:" + (tag == null ? "NONE" : tag));
    }

    /** What it counts in the city, under another name. */
    private void ticketFigures(String dimension) {
      counted.forEach(c -> boards.add(c.substring(0, 7) + " " + dimension + c.substring(7), id, 1));
    }

    private void days(String category, String unit, String enterprise, Instant answered, Set<String> marks, Instant dispatched) {
      Set<String> dimensions = new TreeSet<>(Set.of(""));
      if (category != null) {
        dimensions.add("@category:" + category);
        Map.of("HEATING", Set.of("0104"), "THREATS", Set.of("150204"), "FIRE_SAFETY", Set.of("1501", "060402", "060403", "060404"), "WATER", Set.of("0101")).forEach((name, codes) -> {
          if (codes.stream().anyMatch(category::startsWith)) {
            dimensions.add("@class:" + name);
          }
        });
      }
      if (unit != null && Catalogue.get().units().require(unit).kind() == Unit.Kind.LOCALITY) {
        dimensions.add("@locality:" + unit);
      }
      if (enterprise != null) {
        dimensions.add("@enterprise:" + enterprise);
      }
      for (String dimension : dimensions) {
        String cell = "daily:" + day(request()) + dimension;
        if (has("received")) {
          boards.add(cell + "/received", id, 1);
          boards.add(cell + "/volume", id, 1);
          if (has("closed")) {
            boards.add(cell + "/completed", id, 1);
          }
        }
        if (answered != null && answers().contains("valid")) {
          String then = "daily:" + day(answered) + dimension;
          answers().forEach(a -> boards.add(then + "/" + a, id, 1));
        }
      }
      Set<String> stood = new TreeSet<>(marks);
      stood.add("received");
      if (dispatched != null) {
        stood.add("dispatched");
      }
      if (has("closed")) {
        stood.add("closed");
      }
      LocalDate today = request().atOffset(ZoneOffset.ofHours(8)).toLocalDate();
      stood.forEach(s -> {
        boards.add("live:" + today + "/" + s, id, 1);
        boards.add("live:" + today + "@channel:" + request.channel() + "/" + s, id, 1);
      });
    }

    /** The day whose noon ends the window. */
    private static LocalDate day(Instant at) {
      OffsetDateTime beijing = at.atOffset(ZoneOffset.ofHours(8));
      return beijing.getHour() >= 12 ? beijing.toLocalDate().plusDays(1) : beijing.toLocalDate();
    }
  }
}
