package cn.jsjb.analytics.exporting;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where files are made: written under another name and renamed when whole, so that nobody ever gets half of one; forgotten after an hour. */
@ApplicationScoped
class Files {
  private static final Duration KEPT = Duration.ofHours(1);

  @ConfigProperty(name = "jsjb.exports.directory") Optional<Path> directory;
  @jakarta.inject.Inject Clock clock;

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
        // The next one that is made clears it away.
      }
    }
  }

  /** @param ending xlsx, csv, docx */
  Draft draft(String ending) {
    try {
      // A folder of everybody's would be his who was first on this machine, and lists of tickets are not for everybody's eyes.
      Path folder = directory.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "jsjb-exports-" + System.getProperty("user.name")));
      if (java.nio.file.Files.notExists(folder)) {
        java.nio.file.Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      clear(folder);
      String name = UUID.randomUUID().toString();
      return new Draft(folder.resolve(name + ".part"), folder.resolve(name + "." + ending));
    } catch (IOException e) {
      throw new UncheckedIOException("no place for an export", e);
    }
  }

  private void clear(Path folder) throws IOException {
    Instant before = clock.instant().minus(KEPT);
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
