package cn.jsjb.tools.running;

import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One {@code deploy/up} a data folder: a lock on {@code up.pid}, which the kernel takes back whatever happens to us. */
final class Claim implements AutoCloseable {
  private final Path file;
  private final FileChannel lock;

  private Claim(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  static Claim of(Installation installation) {
    Path file = installation.pidFile();
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        String pid = Files.readString(file).strip();
        throw new Trouble("deploy/up runs already on %s (process %s); stop that (Ctrl-C there, or kill %s), or start another beside it with --data and --port-base.",
            installation.root(), pid, pid);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new Claim(file, channel);
    } catch (IOException refused) {
      throw new Trouble(refused, "The data folder %s cannot be used: %s", installation.root(), refused);
    }
  }

  @Override public void close() {
    try {
      Files.deleteIfExists(file);
      lock.close();
    } catch (IOException harmless) {
      // The lock goes with the process.
    }
  }
}
