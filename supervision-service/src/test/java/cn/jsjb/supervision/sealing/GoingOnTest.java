package cn.jsjb.supervision.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Frontier;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.SealBook.Sealed;
import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import cn.jsjb.supervision.sealing.SealedLogs.Extent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether a partition may be sealed further, and since when one is behind. */
class GoingOnTest {
  private static final String ORIGIN = "complaint-log/0";
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");

  private static Frontier tree(String... leaves) {
    Frontier tree = new Frontier();
    for (String leaf : leaves) {
      tree.append(Merkle.leaf(leaf.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    return tree;
  }

  private static Sealed sealed(Frontier tree, long next) { return new Sealed(new Checkpoint(ORIGIN, tree.size(), tree.root()), new byte[0], null, next, tree.bytes()); }

  @Test void a_log_that_ends_before_its_last_checkpoint_is_sealed_no_further_whether_or_not_somebody_has_cleared_the_alarm() {
    Sealed three = sealed(tree("a", "b", "c"), 3);
    Alarm cut = Sealing.cut(ORIGIN, new Extent(0, 2), three, () -> fail("there is nothing to compare"));
    assertTrue(cut.sentence().contains("its tail is cut"), cut.sentence());
    OpenAlarms alarms = new OpenAlarms();
    alarms.raise(cut);
    alarms.clear(cut);
    assertEquals(cut, Sealing.cut(ORIGIN, new Extent(0, 2), three, () -> fail("there is nothing to compare")), "the log of record is not asked what was cleared");
  }

  @Test void a_log_that_grew_again_over_a_cut_end_has_to_be_what_was_sealed() {
    Sealed three = sealed(tree("a", "b", "c"), 3);
    Alarm another = Sealing.cut(ORIGIN, new Extent(0, 5), three, () -> tree("a", "b", "x"));
    assertEquals(2, another.offset());
    assertNotEquals(another.id(), Sealing.cut(ORIGIN, new Extent(0, 5), three, () -> tree("a", "b", "y")).id(), "another end is another alarm");
    assertNull(Sealing.cut(ORIGIN, new Extent(0, 5), three, () -> tree("a", "b", "c")), "restored");
  }

  @Test void where_nothing_is_new_nothing_is_read_again() {
    assertNull(Sealing.cut(ORIGIN, new Extent(0, 3), sealed(tree("a", "b", "c"), 3), () -> fail("nothing is new")));
    assertNull(Sealing.cut(ORIGIN, new Extent(0, 3), sealed(tree(), 0), () -> fail("nothing was sealed")));
  }

  @Test void the_age_is_that_of_the_partition_furthest_behind_whatever_is_sealed_beside_it() {
    Wholeness wholeness = new Wholeness();
    assertEquals(NOW, wholeness.oldest(NOW), "the start of the process");
    wholeness.whole("complaint-log/0", NOW);
    wholeness.whole("rules-log/0", NOW);
    Instant later = NOW.plusSeconds(3_600);
    wholeness.whole("complaint-log/0", later);
    wholeness.behind("rules-log/0", later);
    assertEquals(NOW, wholeness.oldest(later));
    wholeness.behind("programme-log/3", NOW.minusSeconds(86_400));
    assertEquals(NOW.minusSeconds(86_400), wholeness.oldest(later), "its first record that is not sealed");
    wholeness.whole("rules-log/0", later);
    wholeness.whole("programme-log/3", later);
    assertEquals(later, wholeness.oldest(NOW));
  }
}
