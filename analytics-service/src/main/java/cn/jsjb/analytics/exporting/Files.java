package cn.jsjb.analytics.exporting;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where files are made: written under another name and renamed when whole, so that nobody ever gets half of one; gone after an hour or with this process. The folder is
 * a new one of this process that nobody else may enter, for lists of tickets are not for everybody's eyes; one that is configured has to be such a one.
 */
@ApplicationScoped
class Files {
  private static final Logger LOG = Logger.getLogger(Files.class);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final String NAME = "jsjb-exports-";
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

  @ConfigProperty(name = "jsjb.exports.directory") Optional<Path> directory;
  @jakarta.inject.Inject Clock clock;
  Path parent = Path.of(System.getProperty("java.io.tmpdir"));
  private Path folder;

  /** A file in the making. */
  final class Draft {
    private final Path part;
    private final Path whole;

    Draft(Path part, Path whole) {
      this.part = part;
      this.whole = whole;
    }

    OutputStream open() throws IOException { return new java.io.BufferedOutputStream(java.nio.file.Files.newOutputStream(part), 1 << 16); }

    /** The whole file, under its own name. */
    Path done() throws IOException { return java.nio.file.Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE); }

    void drop() {
      try {
        java.nio.file.Files.deleteIfExists(part);
      } catch (IOException later) {
        // It is cleared away in an hour.
      }
    }
  }

  /** @param ending xlsx, csv, docx */
  Draft draft(String ending) {
    try {
      String name = UUID.randomUUID().toString();
      return new Draft(folder().resolve(name + ".part"), folder().resolve(name + "." + ending));
    } catch (IOException e) {
      throw new UncheckedIOException("no place for an export", e);
    }
  }

  private synchronized Path folder() throws IOException {
    if (folder == null || java.nio.file.Files.notExists(folder)) {
      folder = directory.isPresent() ? own(directory.get()) : java.nio.file.Files.createTempDirectory(parent, NAME, PosixFilePermissions.asFileAttribute(MINE));
    }
    return folder;
  }

  /** The folder, made if need be; refuses one of somebody else or that others may enter. */
  private static Path own(Path folder) throws IOException {
    if (java.nio.file.Files.notExists(folder)) {
      java.nio.file.Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(MINE));
    }
    if (!isMine(folder)) {
      throw new IOException("%s has to be a folder of this service's user that nobody else may enter (mode 700)".formatted(folder));
    }
    return folder;
  }

  private static boolean isMine(Path folder) throws IOException {
    PosixFileAttributes found = java.nio.file.Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory() || !MINE.containsAll(found.permissions())) {
      return false;
    }
    Path made = java.nio.file.Files.createTempFile(folder, "whose", null);
    try {
      return found.owner().equals(java.nio.file.Files.getOwner(made));
    } finally {
      java.nio.file.Files.delete(made);
    }
  }

  @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void clear() {
    try {
      Instant before = clock.instant().minus(KEPT);
      clear(folder(), before);
      if (directory.isEmpty()) {
        clearThoseOfTheDead(before);
      }
    } catch (IOException later) {
      LOG.warnf("old exports stay for now: %s", later.getMessage());
    }
  }

  /** Folders of processes that ended without taking theirs away. */
  private void clearThoseOfTheDead(Instant before) throws IOException {
    List<Path> all;
    try (Stream<Path> found = java.nio.file.Files.list(parent)) {
      all = found.filter(other -> other.getFileName().toString().startsWith(NAME) && !other.equals(folder)).toList();
    }
    for (Path other : all) {
      PosixFileAttributes found = java.nio.file.Files.readAttributes(other, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // One that is still in use was written to lately, or is made again with the next file.
      if (found.isDirectory() && found.owner().equals(java.nio.file.Files.getOwner(folder)) && found.lastModifiedTime().toInstant().isBefore(before)) {
        clear(other, before);
        try {
          java.nio.file.Files.deleteIfExists(other);
        } catch (java.nio.file.DirectoryNotEmptyException inUse) {
          LOG.debugf("%s is in use", other);
        }
      }
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    try {
      if (folder != null) {
        clear(folder, Instant.MAX);
        if (directory.isEmpty()) {
          java.nio.file.Files.deleteIfExists(folder);
        }
      }
    } catch (IOException left) {
      LOG.warnf("exports are left in %s: %s", folder, left.getMessage());
    }
  }

  private static void clear(Path folder, Instant before) throws IOException {
    List<Path> all;
    try (Stream<Path> found = java.nio.file.Files.list(folder)) {
      all = found.toList();
    }
    for (Path file : all) {
      if (java.nio.file.Files.exists(file) && java.nio.file.Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        java.nio.file.Files.deleteIfExists(file);
      }
    }
  }
}
