package cn.jsjb.tools.inspecting;

import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a log through an {@link Audit}. With a file to keep its place in, it reads partition by partition, first what is sealed, and keeps how far it is at
 * checkpoints; killed in the middle, the next run goes on from there.
 *
 * <p>What the file says is no proof. It is used only when it is whole and about this log and key, and when the Merkle roots of what was read before are those that are
 * signed in {@code log-seals} at that size; else everything is read from the beginning. What comes after the last checkpoint is always read anew. As with any long
 * reading, what is changed behind the reader's back is found by the next one; and who can write the file could make it forget a finding: it belongs to the inspector alone.
 */
final class Judging {
  private static final int FORMAT = 1;
  private static final Duration AT_LEAST_BETWEEN = Duration.ofSeconds(5);
  /** Keeping the place may take a twentieth of the time. */
  private static final int SHARE = 20;

  private final Reading reading;
  private final VerifierKey key;
  private final Path file;
  private final long between;
  private Audit audit;
  private SealCheck seals;
  private long resumed;
  private long keptAt = System.nanoTime();
  private long keepingTook;

  /** @param key null for none; @param file null: the place is not kept */
  Judging(Reading reading, VerifierKey key, Path file) { this(reading, key, file, AT_LEAST_BETWEEN); }

  Judging(Reading reading, VerifierKey key, Path file, Duration between) {
    this.reading = reading;
    this.key = key;
    this.file = file;
    this.between = between.toNanos();
  }

  /** Records that an earlier run read. */
  long resumed() { return resumed; }

  Audit.Report run() {
    begin();
    try (Progress progress = Progress.of("verify", "records", reading.total())) {
      AtomicLong done = new AtomicLong(resumed);
      if (file == null || reading.onlyComplaint().isPresent()) {
        reading.forEach(record -> take(record, done, progress));
      } else {
        resume();
        done.set(resumed);
        reading.ranges().forEach((partition, range) -> {
          long from = Math.max(range.from(), audit.next(partition));
          long sealed = Math.min(range.to(), seals.sealedEnd(partition));
          if (from < sealed) {
            reading.forEach(partition, new Range(from, sealed), record -> {
              if (seals.passes(partition, record.offset())) {
                keep();
              }
              take(record, done, progress);
            });
            if (seals.passes(partition, sealed)) {
              keep();
            }
          }
        });
        reading.ranges().forEach((partition, range) -> {
          long from = Math.max(range.from(), Math.max(audit.next(partition), seals.sealedEnd(partition)));
          if (from < range.to()) {
            reading.forEach(partition, new Range(from, range.to()), record -> take(record, done, progress));
          }
        });
      }
      progress.to(done.get());
    }
    Audit.Report report = audit.report();
    forget();
    return report;
  }

  private void begin() {
    seals = key == null ? null : SealCheck.of(reading, key);
    audit = new Audit(reading, seals);
  }

  private void take(ConsumerRecord<byte[], byte[]> record, AtomicLong done, Progress progress) {
    audit.take(record);
    if (done.incrementAndGet() % 1_000 == 0) {
      progress.to(done.get());
    }
  }

  /** What the kept place is about: another log, another key or another beginning is another work. */
  private String work() {
    StringBuilder work = new StringBuilder("verify %d %s %s".formatted(FORMAT, reading.description(), HexFormat.of().formatHex(key.raw())));
    reading.ranges().forEach((partition, range) -> work.append(" %d@%d".formatted(partition, range.from())));
    return work.toString();
  }

  private void resume() {
    if (!Files.exists(file)) {
      return;
    }
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (!whole() || !in.readUTF().equals(work())) {
        throw new IOException("about something else, or not whole");
      }
      audit.restore(in);
      resumed = audit.records();
      System.err.printf("接着上次：已核验 %,d 条，其根与封印一致 / goes on where it was: %,d records are read, their roots are those that are sealed.%n", resumed, resumed);
    } catch (IOException | RuntimeException notBelieved) {
      System.err.printf("%s 不可信，从头核验 / is not to be believed, begins anew (%s).%n", file, notBelieved.getMessage());
      begin();
    }
  }

  /** Whether the last 32 bytes are the hash of all before: a write that was cut short is none. */
  private boolean whole() throws IOException {
    long size = Files.size(file) - 32;
    MessageDigest digest = sha256();
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      byte[] chunk = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (read < 0) {
          return false;
        }
        digest.update(chunk, 0, read);
        left -= read;
      }
      return size > 0 && Arrays.equals(digest.digest(), in.readNBytes(32));
    }
  }

  private void keep() {
    long since = System.nanoTime() - keptAt;
    if (between > 0 && (since < between || since < SHARE * keepingTook)) {
      return;
    }
    long began = System.nanoTime();
    Path next = file.resolveSibling(file.getFileName() + ".next");
    MessageDigest digest = sha256();
    try {
      try (DigestOutputStream hashed = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(next), 1 << 16), digest); DataOutputStream out = new DataOutputStream(hashed)) {
        out.writeUTF(work());
        audit.save(out);
        out.flush();
        hashed.on(false);
        out.write(digest.digest());
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw new Trouble(refused, "%s 无法写入 / cannot be written: %s", file, refused);
    }
    keptAt = System.nanoTime();
    keepingTook = keptAt - began;
  }

  /** It is told: the next run begins anew. */
  private void forget() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException refused) {
      throw new Trouble(refused, "%s 无法删除 / cannot be deleted: %s", file, refused);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
