package cn.jsjb.analytics.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallNumbersTest {
  @Test void few_are_not_told_and_cannot_be_found_by_subtraction() {
    assertEquals(Set.of(), SmallNumbers.untold(List.of(10L, 0L, 300L), 10));
    assertEquals(Set.of(1, 2), SmallNumbers.untold(List.of(300L, 9L, 12L, 40L), 10), "alone it would be the rest of the total: the next larger goes with it");
    assertEquals(Set.of(0, 1, 2), SmallNumbers.untold(List.of(3L, 4L, 50L, 90L), 10), "together they would still be seven people");
    assertEquals(Set.of(0, 1), SmallNumbers.untold(List.of(6L, 7L, 50L), 10));
    assertEquals(Set.of(0), SmallNumbers.untold(List.of(4L, 0L, 0L), 10), "a total that is small itself hides nothing");
  }

  @Test void rates_are_told_of_enough_answers_when_all_of_them_are_in() {
    Instant complete = Instant.parse("2026-06-07T16:00:00Z");
    assertTrue(SmallNumbers.areRatesTold(10, 10, complete, complete));
    assertFalse(SmallNumbers.areRatesTold(9, 10, complete, complete), "few");
    assertFalse(SmallNumbers.areRatesTold(5_000, 10, complete, complete.minusMillis(1)), "two looks would tell the answer that came between them");
  }

  @Test void whatever_the_numbers_nothing_small_is_told_and_what_is_not_told_is_many() {
    Random random = new Random(19);
    for (int round = 0; round < 2_000; round++) {
      List<Long> parts = IntStream.range(0, 2 + random.nextInt(8)).mapToObj(i -> (long) random.nextInt(random.nextBoolean() ? 15 : 400)).toList();
      Set<Integer> untold = SmallNumbers.untold(parts, 10);
      IntStream.range(0, parts.size()).filter(i -> !untold.contains(i)).forEach(i -> assertFalse(parts.get(i) > 0 && parts.get(i) < 10, parts.toString()));
      long hidden = untold.stream().mapToLong(parts::get).sum();
      boolean all = IntStream.range(0, parts.size()).allMatch(i -> untold.contains(i) || parts.get(i) == 0);
      assertTrue(untold.isEmpty() || all || hidden >= 10 && untold.size() > 1, parts + " " + untold);
    }
  }
}
