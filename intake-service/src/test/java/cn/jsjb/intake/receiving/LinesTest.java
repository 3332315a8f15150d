package cn.jsjb.intake.receiving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test void lines_come_whole_however_the_bytes_arrive() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String line = "行".repeat(random.nextInt(i % 50 == 0 ? 30_000 : 60));
      expected.add(line);
      text.append(line).append('\n');
    }
    assertEquals(expected, read(text.toString(), 1_000_000, random));
  }

  @Test void a_last_line_needs_no_end_and_an_empty_stream_has_no_line() throws IOException {
    assertEquals(List.of("a", "b"), read("a\nb", 100, new Random(1)));
    assertEquals(List.of(), read("", 100, new Random(1)));
  }

  @Test void a_line_that_is_too_long_is_passed_over_and_the_next_one_is_read() throws IOException {
    assertEquals(List.of("a", "TOO LONG", "b", "TOO LONG"), read("a\n" + "x".repeat(500_000) + "\nb\n" + "y".repeat(300_000), 1_000, new Random(1)));
  }

  private static List<String> read(String text, int longest, Random random) throws IOException {
    InputStream drops = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override public synchronized int read(byte[] into, int at, int most) { return super.read(into, at, Math.min(most, 1 + random.nextInt(9_000))); }
    };
    List<String> read = new ArrayList<>();
    try (Lines lines = new Lines(drops, longest)) {
      while (lines.next()) read.add(lines.isTooLong() ? "TOO LONG" : new String(lines.bytes(), lines.from(), lines.length(), StandardCharsets.UTF_8));
    }
    return read;
  }
}
