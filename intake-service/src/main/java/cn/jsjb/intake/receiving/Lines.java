package cn.jsjb.intake.receiving;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream as bytes, without copies; a line that is too long is passed over and says so. */
final class Lines implements AutoCloseable {
  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[64 * 1024];
  private int start;
  private int end;
  private int from;
  private int to;
  private boolean over;
  private boolean tooLong;

  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    tooLong = false;
    int looked = start;
    while (true) {
      for (; looked < end; looked++) {
        if (buffer[looked] == '\n') {
          from = start;
          to = looked;
          start = looked + 1;
          return true;
        }
      }
      if (over) {
        from = start;
        to = end;
        start = end;
        return to > from || tooLong;
      }
      if (end - start > longest) {
        tooLong = true;
        start = end;
      }
      looked -= fill();
    }
  }

  /** Reads more. Returns by how much what is there moved to the front. */
  private int fill() throws IOException {
    int moved = 0;
    if (end == buffer.length) {
      if (start > 0) {
        moved = start;
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      } else {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      over = true;
    } else {
      end += read;
    }
    return moved;
  }

  byte[] bytes() { return buffer; }

  int from() { return from; }

  int length() { return to - from; }

  boolean isTooLong() { return tooLong; }

  boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
        return false;
      }
    }
    return !tooLong;
  }

  @Override public void close() throws IOException { in.close(); }
}
