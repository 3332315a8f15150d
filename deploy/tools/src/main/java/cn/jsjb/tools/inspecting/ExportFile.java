package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.packing.RecordLine;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An exported file, one JSON object a line, shaped like the output of {@code kcat -C -J}:
 *
 * <pre>{"topic":"complaint-log","partition":3,"offset":17,"ts":1778037720000,"key":"…","headers":["ce_id","…",…],"value":"base64"}</pre>
 *
 * Bytes that are no UTF-8 are written as {@code {"base64":"…"}}, absent ones as null, so that every record can be hashed from the
 * file alone. The seals of the log follow its records, as records of {@code log-seals}. The first line is no record: it says of which log, which offsets (or which complaint) and when. Files of kcat itself
 * ({@code "payload"} instead of {@code "value"}, no first line) are read too.
 */
final class ExportFile implements Reading {
  static final String SEALS = "log-seals";

  private final Path file;
  private final JsonNode manifest;
  private final Map<Integer, Range> ranges = new TreeMap<>();
  private final long bytes;

  ExportFile(Path file) {
    this.file = file;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      JsonNode node = first == null ? null : parse(first, 1);
      this.manifest = node == null || node.has("offset") ? EventTypes.JSON.createObjectNode() : node;
      manifest.path("partitions").properties().forEach(entry ->
          ranges.put(Integer.parseInt(entry.getKey()), new Range(entry.getValue().path("from").asLong(), entry.getValue().path("to").asLong())));
      this.bytes = Files.size(file);
    } catch (IOException | NumberFormatException unreadable) {
      throw new Trouble(unreadable, "%s cannot be read: %s", file, unreadable);
    }
  }

  /** The first line of an export. */
  static String manifest(String log, String complaint, Map<Integer, Range> ranges, Instant at) {
    ObjectNode node = EventTypes.JSON.createObjectNode().put("log", log).put("exportedAt", at.toString());
    if (complaint != null) {
      return node.put("complaint", complaint).toString();
    }
    ObjectNode partitions = node.putObject("partitions");
    ranges.forEach((number, range) -> partitions.putObject(Integer.toString(number)).put("from", range.from()).put("to", range.to()));
    return node.toString();
  }

  @Override public String description() { return manifest.path("log").asText("records") + " in " + file; }

  @Override public Map<Integer, Range> ranges() { return ranges; }

  @Override public Optional<String> onlyComplaint() { return Optional.ofNullable(manifest.path("complaint").textValue()); }

  /** A file without a first line does not say: 700 bytes are an ordinary record. */
  @Override public long total() { return ranges.isEmpty() ? bytes / 700 : ranges.values().stream().mapToLong(Range::size).sum(); }

  @Override public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) { forEach(false, reader); }

  @Override public void sealRecords(Consumer<ConsumerRecord<byte[], byte[]>> reader) { forEach(true, reader); }

  private void forEach(boolean ofSeals, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode node = parse(line, number);
        if (node.has("offset")) {
          if (node.path("topic").asText().equals(SEALS) == ofSeals) {
            reader.accept(record(node, number));
          }
        } else if (number > 1) {
          throw new Trouble("Line %d of %s is not a record.", number, file);
        }
      }
    } catch (IOException unreadable) {
      throw new Trouble(unreadable, "%s cannot be read at line %d: %s", file, number, unreadable);
    }
  }

  /** A line is found again by where it begins. */
  @Override public void forEachAt(Placed reader) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
      long begins = 0;
      int number = 1;
      for (int b = in.read(); b >= 0 || line.size() > 0; b = in.read()) {
        if (b >= 0 && b != '\n') {
          line.write(b);
          continue;
        }
        JsonNode node = line.size() == 0 ? null : parse(line.toString(StandardCharsets.UTF_8), number);
        if (node != null && node.has("offset") && !node.path("topic").asText().equals("log-seals")) {
          reader.take(record(node, number), begins);
        }
        begins += line.size() + 1;
        number++;
        line.reset();
      }
    } catch (IOException unreadable) {
      throw new Trouble(unreadable, "%s cannot be read: %s", file, unreadable);
    }
  }

  @Override public void gather(int partition, List<Picking.Found> tickets, Told each) {
    try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[64 * 1024];
      for (Picking.Found ticket : tickets) {
        List<RecordView> records = new ArrayList<>();
        for (long place : ticket.places()) {
          random.seek(place);
          int n = 0;
          int end = -1;
          while (end < 0) {
            bytes = n == bytes.length ? Arrays.copyOf(bytes, 2 * n) : bytes;
            int read = random.read(bytes, n, Math.min(bytes.length - n, n == 0 ? 4_096 : bytes.length - n));
            for (int i = n; i < n + Math.max(0, read) && end < 0; i++) {
              end = bytes[i] == '\n' ? i : -1;
            }
            n += Math.max(0, read);
            end = read < 0 ? n : end;
          }
          records.add(RecordView.of(record(parse(new String(bytes, 0, end, StandardCharsets.UTF_8), 0), 0)));
        }
        each.take(ticket.id, records);
      }
    } catch (IOException unreadable) {
      throw new Trouble(unreadable, "%s cannot be read: %s", file, unreadable);
    }
  }

  private ConsumerRecord<byte[], byte[]> record(JsonNode node, int line) {
    return record(node, "Line %d of %s".formatted(line, file));
  }

  /** @param where for the message when it is none */
  private static ConsumerRecord<byte[], byte[]> record(JsonNode node, String where) {
    try {
      return RecordLine.record(node);
    } catch (IllegalArgumentException notBase64) {
      throw new Trouble(notBase64, "%s is not a record: %s", where, notBase64.getMessage());
    }
  }

  private JsonNode parse(String line, int number) {
    try {
      return EventTypes.JSON.readTree(line);
    } catch (JsonProcessingException malformed) {
      throw new Trouble("Line %d of %s is not JSON; it was cut or changed.", number, file);
    }
  }

  @Override public void close() { /* opened and closed by each reading */ }
}
