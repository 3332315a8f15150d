package cn.jsjb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The one folder with everything that an embedded backing writes; locked, so that two never share it. */
final class DataDir implements AutoCloseable {
  private static final String THROW_AWAY = "jsjb-backing-";
  /** Longer than anyone needs between making a folder and locking it. */
  private static final Duration UNCLAIMED = Duration.ofMinutes(10);
  /**
   * Asked before the lock: to open and close a lock file once more is enough to lose the lock that this process has
   * on it, as POSIX wants it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final boolean kept;
  private final FileChannel lockFile;

  private DataDir(Path root, boolean kept, FileChannel lockFile) {
    this.root = root;
    this.kept = kept;
    this.lockFile = lockFile;
  }

  static DataDir open(Optional<Path> wish) {
    try {
      return wish.isPresent() ? kept(wish.get()) : throwAway();
    } catch (IOException refused) {
      throw new BackingUnavailable("The data folder cannot be used: %s".formatted(refused), refused);
    }
  }

  private static DataDir kept(Path root) throws IOException {
    // Real, because the working directories that Leftovers compares are.
    Path real = Files.createDirectories(root).toRealPath();
    return locked(real, true).orElseThrow(() -> new BackingUnavailable(
        "The data folder %s is in use by another backing; stop that, or give another folder.".formatted(real)));
  }

  private static DataDir throwAway() throws IOException {
    Path temp = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    sweep(temp);
    return locked(Files.createTempDirectory(temp, THROW_AWAY), false).orElseThrow();
  }

  Path root() {
    return root;
  }

  boolean isKept() {
    return kept;
  }

  @Override
  public void close() {
    try {
      if (!kept) {
        delete(root);
      }
      lockFile.close();
      OURS.remove(root);
    } catch (IOException refused) {
      throw new UncheckedIOException("The throw-away folder %s could not be removed.".formatted(root), refused);
    }
  }

  /** Folders of backings that were killed: their lock went with them, and their servers are gone too. */
  private static void sweep(Path temp) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, THROW_AWAY + "*")) {
      for (Path folder : folders) {
        try {
          boolean old = Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(UNCLAIMED));
          if (old && Leftovers.in(folder).isEmpty()) {
            locked(folder, false).ifPresent(DataDir::close);
          }
        } catch (IOException | UncheckedIOException somebodyElses) {
          // Another user's, or another process was faster: theirs to remove.
        }
      }
    }
  }

  private static Optional<DataDir> locked(Path root, boolean kept) throws IOException {
    if (!OURS.add(root)) {
      return Optional.empty();
    }
    Optional<DataDir> held = Optional.empty();
    try {
      held = lockHere(root, kept);
    } finally {
      if (held.isEmpty()) {
        OURS.remove(root);
      }
    }
    return held;
  }

  private static Optional<DataDir> lockHere(Path root, boolean kept) throws IOException {
    FileChannel file = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return Optional.of(new DataDir(root, kept, file));
      }
    } catch (OverlappingFileLockException heldUnderAnotherClassLoader) {
      // The same answer as for another process.
    }
    file.close();
    return Optional.empty();
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      /** A server that is just ending removes files under our hands. */
      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
        if (failed instanceof java.nio.file.NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw failed;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
        Files.deleteIfExists(directory);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
