package cn.jsjb.supervision.clues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** The law of the clue rules: the same history gives the same clues, however it is read. */
class SameHistorySameCluesTest {
  private static final int PARTITIONS = 4;
  private static final List<String> UNITS = List.of(Story.LUGU, Story.BABAOSHAN, "110107003");

  /** A log in memory: its partitions, and the records of each stream. */
  private record Log(List<List<RecordView>> partitions, Map<String, List<RecordView>> streams) {
    List<RecordView> past(RecordView next) { return streams.getOrDefault(next.key(), List.of()).stream().filter(r -> r.offset() < next.offset()).toList(); }
  }

  /** Half a year of a few units that do everything wrong; some records are void, some told late, some taken in the same millisecond. */
  private static Log history(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Log log = new Log(IntStream.range(0, PARTITIONS).<List<RecordView>>mapToObj(p -> new ArrayList<>()).toList(), new HashMap<>());
    Map<String, Envelope> heads = new HashMap<>();
    Map<String, List<ComplaintEvent>> stories = new HashMap<>();
    List<String> open = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    long now = Story.START.toEpochMilli();
    int n = 0;
    for (int step = 0; step < 900; step++) {
      now += random.nextInt(4) == 0 ? 0 : random.nextLong(10 * 3_600_000L);
      if (open.size() < 20 && random.nextInt(3) == 0) {
        String id = "ticket-" + seed + "-" + n++;
        open.add(id);
        stories.put(id, new ArrayList<>(story(UNITS.get(random.nextInt(UNITS.size())), random)));
      }
      if (!closed.isEmpty() && random.nextInt(10) == 0) {
        // The same request is posted again, perhaps long after its ticket was closed: void, whoever still remembers it.
        String again = closed.get(random.nextInt(closed.size()));
        int where = Math.floorMod(again.hashCode(), PARTITIONS);
        RecordView repeat = view(EventLog.envelope(again, again + "/repeat" + step, Told.receivedFrom("caller 1", false), Instant.ofEpochMilli(now), 1, "test", "", Chain.genesis(again)), where,
            log.partitions.get(where).size(), now);
        log.partitions.get(where).add(repeat);
        log.streams.get(again).add(repeat);
      }
      if (open.isEmpty()) {
        continue;
      }
      String id = open.get(random.nextInt(open.size()));
      Envelope before = heads.get(id);
      boolean isVoid = before != null && random.nextInt(12) == 0;
      ComplaintEvent event = stories.get(id).getFirst();
      Envelope record = EventLog.envelope(id, id + "/" + log.streams.getOrDefault(id, List.of()).size(), event, Instant.ofEpochMilli(now - random.nextLong(random.nextInt(5) == 0 ? 50 * 86_400_000L : 1_000)),
          1, random.nextInt(4) == 0 ? "unit:110105001/user:x" : "test", "", isVoid ? Chain.genesis("elsewhere") : before == null ? Chain.genesis(id) : before.hash());
      if (!isVoid) {
        heads.put(id, record);
        stories.get(id).removeFirst();
      }
      int partition = Math.floorMod(id.hashCode(), PARTITIONS);
      RecordView view = view(record, partition, log.partitions.get(partition).size(), now);
      log.partitions.get(partition).add(view);
      log.streams.computeIfAbsent(id, i -> new ArrayList<>()).add(view);
      if (stories.get(id).isEmpty()) {
        open.remove(id);
        closed.add(id);
      }
    }
    return log;
  }

  private static List<ComplaintEvent> story(String unit, SplittableRandom random) {
    List<ComplaintEvent> story = new ArrayList<>(List.of(Told.receivedFrom("caller " + random.nextInt(6), random.nextInt(3) == 0), Story.registered(), Told.hop(1, unit, Story.DUE)));
    if (random.nextInt(3) == 0) {
      story.addAll(List.of(Told.objected(1, unit), new DispatchEvent.ObjectionRejected(1, "不成立"), Told.objected(2, unit), new DispatchEvent.ObjectionRejected(2, "不成立")));
    }
    if (random.nextInt(3) == 0) {
      story.addAll(List.of(Told.hop(2, UNITS.getFirst(), Story.DUE), Told.hop(3, UNITS.getLast(), Story.DUE), Told.hop(4, unit, Story.DUE)));
    }
    if (random.nextInt(2) == 0) {
      story.add(new DispatchEvent.WhistleReportMissed(1, UNITS.get(random.nextInt(3)), Story.DUE));
    }
    story.add(new IntakeEvent.SensitiveDataViewed(List.of("phone"), "联系"));
    if (random.nextInt(2) == 0) {
      story.add(new DispatchEvent.FeedbackOverdue(unit, Story.DUE));
    }
    story.addAll(List.of(Told.contacted(unit), Told.reported(unit, DispatchEvent.Outcome.RESOLVED), Told.callback(1, random.nextBoolean(), false, SupervisionEvent.Satisfaction.DISSATISFIED),
        Story.rework(2), Told.contacted(unit), Told.callback(2, true, random.nextBoolean(), SupervisionEvent.Satisfaction.SATISFIED), Story.closed(SupervisionEvent.CloseKind.SATISFIED),
        new SupervisionEvent.TicketReopened("反弹"), Story.closed(SupervisionEvent.CloseKind.SATISFIED)));
    return story;
  }

  static RecordView view(Envelope e, int partition, long offset, long logTime) {
    RecordHeaders headers = new RecordHeaders();
    Map.of("ce_id", e.id(), "ce_source", e.source(), "ce_type", e.type(), "ce_subject", e.subject(), "ce_time", e.time().toString(), "ce_schemaversion", Integer.toString(e.schemaVersion()),
        "ce_sequence", "1", "ce_actor", e.actor(), "ce_cause", "", "ce_previous", e.previous()).forEach((k, v) -> headers.add(k, v.getBytes(StandardCharsets.UTF_8)));
    return RecordView.of(new ConsumerRecord<>("complaint-log", partition, offset, logTime, TimestampType.LOG_APPEND_TIME, 0, 0, e.subject().getBytes(StandardCharsets.UTF_8), e.data(), headers, Optional.empty()));
  }

  private static Watching watching(Log log) { return new Watching(ClueRules.get(), Catalogue.get().units(), Catalogue.get().duties(), log::past); }

  /** Reads the partitions in pieces, in an order of its own, and breaks off now and then to go on from what was remembered. */
  private static List<String> clues(Log log, long howToRead, int breaks) {
    SplittableRandom random = new SplittableRandom(howToRead);
    Merging merging = new Merging(IntStream.range(0, PARTITIONS).boxed().toList());
    int[] read = new int[PARTITIONS];
    Watching watching = watching(log);
    List<String> found = new ArrayList<>();
    while (merging.waiting() > 0 || IntStream.range(0, PARTITIONS).anyMatch(p -> read[p] < log.partitions.get(p).size())) {
      int p = random.nextInt(PARTITIONS);
      for (int i = random.nextInt(60); i > 0 && read[p] < log.partitions.get(p).size(); i--) {
        merging.add(log.partitions.get(p).get(read[p]++));
      }
      if (read[p] == log.partitions.get(p).size()) {
        merging.ended(p);
      }
      for (RecordView record = merging.next(); record != null; record = merging.next()) {
        watching.see(record).forEach(c -> found.add(c.ruleId() + " " + c.colour() + " " + c.id()));
        if (breaks > 0 && random.nextInt(breaks) == 0) {
          watching = Watching.resumed(watching.memory(), ClueRules.get(), Catalogue.get().units(), Catalogue.get().duties(), log::past);
        }
      }
    }
    return found;
  }

  @Test void whatever_the_pieces_the_interleaving_and_the_breaks() {
    Set<String> rules = new HashSet<>();
    for (long seed = 1; seed <= 4; seed++) {
      Log log = history(seed);
      List<String> clues = clues(log, 0, 0);
      clues.forEach(c -> rules.add(c.substring(0, 3)));
      assertEquals(clues.size(), Set.copyOf(clues).size(), "no clue twice");
      for (long how = 1; how <= 3; how++) {
        assertEquals(clues, clues(log, how, 0), "history %d read in way %d".formatted(seed, how));
        assertEquals(clues, clues(log, how, 20), "history %d read in way %d with breaks".formatted(seed, how));
      }
    }
    assertTrue(rules.containsAll(List.of("C01", "C02", "C03", "C04", "C07", "C08", "C10", "C12", "C15")), "the histories are of some use: " + rules);
  }

  @Test void another_version_of_a_rule_gives_other_clues_under_other_ids() throws Exception {
    Log log = history(3);
    ClueRules stricter = ClueRules.read(cn.jsjb.event.EventTypes.JSON.readTree("""
        {"rules":[{"id":"C07","name":"吹哨不应","nameEn":"whistle not answered","conducts":["K2"],"versions":[{"version":2,"validFrom":"2019-01-01","basis":"proposed",
         "parameters":{"missed":{"value":"1","basis":"proposed"},"within":{"value":"P30D","basis":"proposed"}}}]}]}"""));
    Watching sandbox = new Watching(stricter, Catalogue.get().units(), Catalogue.get().duties(), log::past);
    Watching published = watching(log);
    List<Clue> strict = new ArrayList<>();
    List<Clue> usual = new ArrayList<>();
    Merging merging = new Merging(IntStream.range(0, PARTITIONS).boxed().toList());
    log.partitions.forEach(p -> p.forEach(merging::add));
    IntStream.range(0, PARTITIONS).forEach(merging::ended);
    for (RecordView record = merging.next(); record != null; record = merging.next()) {
      strict.addAll(sandbox.see(record));
      usual.addAll(published.see(record));
    }
    assertTrue(strict.stream().allMatch(c -> c.ruleId().equals("C07") && c.ruleVersion() == 2));
    assertTrue(strict.size() > usual.stream().filter(c -> c.ruleId().equals("C07")).count());
    assertNotEquals(Set.of(), strict.stream().map(Clue::id).collect(Collectors.toSet()));
  }

  @Test void what_is_closed_is_forgotten_and_told_again_when_it_goes_on() {
    Log log = history(5);
    Watching watching = watching(log);
    Merging merging = new Merging(IntStream.range(0, PARTITIONS).boxed().toList());
    log.partitions.forEach(p -> p.forEach(merging::add));
    IntStream.range(0, PARTITIONS).forEach(merging::ended);
    int most = 0;
    for (RecordView record = merging.next(); record != null; record = merging.next()) {
      watching.see(record);
      most = Math.max(most, watching.remembered());
    }
    long facts = log.streams.values().stream().mapToLong(stream -> {
      String head = null;
      long n = 0;
      for (RecordView record : stream) {
        if (Chain.judge(head, record).isFact()) {
          head = Chain.hash(record);
          n++;
        }
      }
      return n;
    }).sum();
    assertEquals(facts, watching.facts(), "what is void stays void, also for who has forgotten");
    assertTrue(log.streams.size() > 40 && most < log.streams.size(), most + " of " + log.streams.size());
  }
}
