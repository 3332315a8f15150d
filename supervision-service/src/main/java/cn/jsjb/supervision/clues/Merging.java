package cn.jsjb.supervision.clues;

import cn.jsjb.log.RecordView;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one order of a log with several partitions, or of several logs: by the time at which the broker took a record, then by lane, then by offset. It does not depend on who
 * reads which partition how fast. A record waits until no partition can bring an earlier one.
 */
public final class Merging {
  private static final class Lane {
    final ArrayDeque<RecordView> records = new ArrayDeque<>();
    final ArrayDeque<Long> times = new ArrayDeque<>();
    /** Whatever comes next was taken at this time or later. */
    long reached = Long.MIN_VALUE;
  }

  private final TreeMap<Integer, Lane> lanes = new TreeMap<>();
  private int waiting;

  /** @param lane where it was read: the partition, where there is one log only */
  public record Next(int lane, RecordView record) {}

  public Merging(Collection<Integer> lanes) { lanes.forEach(l -> this.lanes.put(l, new Lane())); }

  public void add(RecordView record) { add(record.partition(), record); }

  /** The next record of a partition. A broker's clock that was put back does not put records back: within a partition the offset rules. */
  public void add(int number, RecordView record) {
    Lane lane = lanes.get(number);
    lane.reached = Math.max(lane.reached, record.logTime());
    lane.records.add(record);
    lane.times.add(lane.reached);
    waiting++;
  }

  /** Whatever this partition brings from now on was taken at this time (epoch milliseconds) or later. */
  public void reached(int partition, long time) {
    Lane lane = lanes.get(partition);
    lane.reached = Math.max(lane.reached, time);
  }

  /** A partition of a history that ends here. */
  public void ended(int partition) { reached(partition, Long.MAX_VALUE); }

  /** Records that are held back. */
  public int waiting() { return waiting; }

  /** Records of one partition that are held back. */
  public int waiting(int partition) { return lanes.get(partition).records.size(); }

  /** The next one in the order; null while it is not certain yet. */
  public RecordView next() {
    Next next = nextOfAll();
    return next == null ? null : next.record();
  }

  /** As {@link #next}, for several logs. */
  public Next nextOfAll() {
    int number = -1;
    Lane first = null;
    long time = Long.MAX_VALUE;
    for (Map.Entry<Integer, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      // An empty lane may still bring something of its time, and goes before those after it.
      long here = lane.times.isEmpty() ? lane.reached : lane.times.peek();
      if (here < time || first == null && !lane.times.isEmpty()) {
        first = lane;
        number = entry.getKey();
        time = here;
      }
    }
    if (first == null || first.records.isEmpty()) {
      return null;
    }
    first.times.poll();
    waiting--;
    return new Next(number, first.records.poll());
  }
}
