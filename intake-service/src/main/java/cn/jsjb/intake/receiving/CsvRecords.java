package cn.jsjb.intake.receiving;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Records of a CSV file (RFC 4180), one after the other. A record whose quotes do not close, or whose number of fields is not the
 * header's, costs its own line and nothing behind it: the lines that it would have swallowed are read again.
 */
final class CsvRecords implements AutoCloseable {
  /** A record may run over this many lines and characters, then its quotes are taken for a mistake. */
  private static final int MOST_LINES = 500, MOST_CHARACTERS = 60_000;
  private static final int LOOKED_AT = 64 * 1024;
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** @param fields null when the line is no record */
  record Record(int line, List<String> fields) {}

  private final BufferedReader in;
  private final Deque<String> again = new ArrayDeque<>();
  private int line;

  /** @param declared what the sender says; null to find out: UTF-8 when the beginning is UTF-8 (with or without BOM), else GB18030 */
  CsvRecords(InputStream bytes, Charset declared) throws IOException {
    java.io.BufferedInputStream body = new java.io.BufferedInputStream(bytes, LOOKED_AT);
    body.mark(LOOKED_AT + 1);
    byte[] beginning = body.readNBytes(LOOKED_AT);
    body.reset();
    boolean marked = beginning.length >= 3 && beginning[0] == (byte) 0xEF && beginning[1] == (byte) 0xBB && beginning[2] == (byte) 0xBF;
    if (marked) {
      body.skipNBytes(3);
    }
    this.in = new BufferedReader(new InputStreamReader(body, marked ? StandardCharsets.UTF_8 : declared != null ? declared : isUtf8(beginning) ? StandardCharsets.UTF_8 : GB18030));
  }

  private static boolean isUtf8(byte[] beginning) {
    var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    // The last character may be cut: that is no error yet.
    return !decoder.decode(ByteBuffer.wrap(beginning), CharBuffer.allocate(beginning.length + 1), false).isError();
  }

  /** The next record that is not blank; null at the end. @param width number of fields it has to have; 0 for any */
  Record next(int width) throws IOException {
    String first = read();
    while (first != null && first.isBlank()) {
      first = read();
    }
    if (first == null) {
      return null;
    }
    int start = line;
    List<String> more = new ArrayList<>();
    int characters = first.length();
    boolean open = isOdd(first);
    while (open && more.size() < MOST_LINES && characters < MOST_CHARACTERS) {
      String next = read();
      if (next == null) {
        break;
      }
      more.add(next);
      characters += next.length();
      open ^= isOdd(next);
    }
    List<String> fields = open ? null : parse(more.isEmpty() ? first : first + "\n" + String.join("\n", more));
    if (fields == null || width > 0 && fields.size() != width) {
      for (int i = more.size() - 1; i >= 0; i--) {
        again.push(more.get(i));
      }
      line = start;
      fields = null;
    }
    return new Record(start, fields);
  }

  private String read() throws IOException {
    String next = again.isEmpty() ? in.readLine() : again.pop();
    line += next == null ? 0 : 1;
    return next;
  }

  private static boolean isOdd(String line) { return line.chars().filter(c -> c == '"').count() % 2 == 1; }

  /** Null when it is no record, or when bytes were lost in decoding. */
  private static List<String> parse(String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      return null;
    }
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.getFirst().toList() : null;
    } catch (IOException | RuntimeException broken) {
      return null;
    }
  }

  @Override public void close() throws IOException { in.close(); }
}
