package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A file that takes long to write. It grows under another name and appears when it is whole; beside it stands how far it is, so that
 * the same command, killed in the middle and run again, goes on where it was and gives the same file.
 */
final class Unfinished implements AutoCloseable {
  private static final long BETWEEN_MARKS = TimeUnit.SECONDS.toNanos(1);

  private final Path to;
  private final Path file;
  private final Path state;
  private final String work;
  private final FileChannel channel;
  private final OutputStream out;
  private final ObjectNode place;
  private final boolean resumed;
  private long markedAt;

  /**
   * @param work what is done, in words; what was begun with other words is begun anew
   * @param restart begins anew whatever there is
   */
  Unfinished(Path to, String work, boolean restart) {
    this.to = to.toAbsolutePath();
    this.file = this.to.resolveSibling(to.getFileName() + ".unfinished");
    this.state = this.to.resolveSibling(to.getFileName() + ".resume");
    this.work = work;
    try {
      JsonNode kept = !restart && Files.exists(state) && Files.exists(file) ? EventTypes.JSON.readTree(state.toFile()) : null;
      resumed = kept != null && kept.path("work").asText().equals(work) && kept.path("bytes").asLong(-1) >= 0 && kept.path("bytes").asLong() <= Files.size(file) && kept.path("place").isObject();
      place = resumed ? (ObjectNode) kept.get("place") : EventTypes.JSON.createObjectNode();
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(resumed ? kept.path("bytes").asLong() : 0);
      channel.position(channel.size());
      out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      if (resumed) {
        System.err.printf("接着上次：%s 已写 %,d 字节 / goes on where it was: %,d bytes are written.%n", file, channel.size(), channel.size());
      }
    } catch (IOException refused) {
      throw new Trouble(refused, "%s 无法写入 / cannot be written: %s", file, refused);
    }
  }

  /** How far it is: what the work itself keeps there. Empty at the beginning. */
  ObjectNode place() { return place; }

  boolean isResumed() { return resumed; }

  OutputStream out() { return out; }

  /** Everything up to here is written, and {@link #place} says where that is. Kept about once a second. */
  void mark() {
    if (System.nanoTime() - markedAt > BETWEEN_MARKS) {
      markNow();
    }
  }

  void markNow() {
    try {
      out.flush();
      channel.force(false);
      ObjectNode kept = EventTypes.JSON.createObjectNode().put("work", work).put("bytes", channel.position());
      kept.set("place", place);
      Path next = state.resolveSibling(state.getFileName() + ".next");
      Files.writeString(next, kept.toString());
      Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      markedAt = System.nanoTime();
    } catch (IOException refused) {
      throw new Trouble(refused, "%s 无法写入 / cannot be written: %s", file, refused);
    }
  }

  /** It is whole. */
  void finish() throws IOException {
    out.flush();
    channel.force(true);
    channel.close();
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(state);
  }

  /** Nothing of it is worth keeping. */
  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
    Files.deleteIfExists(state);
  }

  @Override public void close() {
    try {
      channel.close();
    } catch (IOException refused) {
      throw new Trouble(refused, "%s 无法写入 / cannot be written: %s", file, refused);
    }
  }
}
