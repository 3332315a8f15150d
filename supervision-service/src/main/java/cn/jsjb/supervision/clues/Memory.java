package cn.jsjb.supervision.clues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that the rules remember between two facts: open tickets and the signs within the windows, nothing older. Written as JSON and read back it goes on as if
 * nothing had happened.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
final class Memory {
  /** The log's own time: the latest that a fact was said to happen, never later than the broker took it. */
  public Instant clock;
  /** When the present period ends. */
  public Instant periodEnds;
  public Map<String, Trail> trails = new HashMap<>();
  /** By rule and subject. */
  public Map<String, Window> windows = new HashMap<>();
  /** Tallies of the present period, of units and of enterprises. */
  public TreeMap<String, Tally> units = new TreeMap<>();
  public TreeMap<String, Tally> enterprises = new TreeMap<>();
  /** What a rule wants to look at again, and when. */
  public TreeMap<Instant, TreeSet<String>> agenda = new TreeMap<>();
  /** Hotspots without a task: since when, by rule and place. */
  public TreeMap<String, Hotspot> hotspots = new TreeMap<>();
  /** Registered tickets a problem and day, for four months. */
  public TreeMap<String, TreeMap<LocalDate, Integer>> volumes = new TreeMap<>();
  /** Heads of the chains of {@code programme-log}. */
  public TreeMap<String, String> programme = new TreeMap<>();
  /** Who owns which task, by problem and task; category and locality of a proactive task by its stream. */
  public TreeMap<String, String> owners = new TreeMap<>();
  /** Tasks reported as completed, for as long as their volume is watched. */
  public TreeMap<String, Ref> completed = new TreeMap<>();

  /** @param refs the requests that made it one; @param locality its unit */
  record Hotspot(Instant since, String category, String locality, java.util.List<Ref> refs) {}
}
