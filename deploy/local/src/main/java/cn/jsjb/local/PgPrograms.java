package cn.jsjb.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs: unpacked once per version and machine, from the archive on the class path. */
final class PgPrograms {
  private static final Map<String, String> ARCHIVES = Map.of(
      "amd64", "/postgres-linux-x86_64.txz",
      "aarch64", "/postgres-linux-arm_64.txz");

  private PgPrograms() {}

  /** The folder with {@code bin}, {@code lib} and {@code share}. */
  static Path unpackedIn(Path cache) {
    Path programs = cache.resolve("postgresql-" + Versions.postgres());
    if (Files.isDirectory(programs)) {
      return programs;
    }
    try {
      Files.createDirectories(cache);
      Path unfinished = Files.createTempDirectory(cache, ".unpacking-");
      try {
        unpack(archive(), unfinished);
        publish(unfinished, programs);
      } finally {
        if (Files.exists(unfinished)) {
          DataDir.delete(unfinished);
        }
      }
      return programs;
    } catch (IOException refused) {
      throw new BackingUnavailable("PostgreSQL could not be unpacked into %s: %s".formatted(cache, refused), refused);
    }
  }

  /** Nobody sees half of it: it is renamed when whole. Of two who do this at once, the second's copy is dropped. */
  private static void publish(Path unfinished, Path programs) throws IOException {
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(unfinished, programs, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException impossible) {
      throw impossible;
    } catch (FileSystemException taken) {
      if (!Files.isDirectory(programs)) {
        throw taken;
      }
    }
  }

  private static InputStream archive() {
    String os = System.getProperty("os.name");
    String name = "Linux".equals(os) ? ARCHIVES.get(System.getProperty("os.arch")) : null;
    InputStream archive = name == null ? null : PgPrograms.class.getResourceAsStream(name);
    if (archive == null) {
      throw new BackingUnavailable("There is no embedded PostgreSQL for %s on %s; set KAFKA_BOOTSTRAP_SERVERS and PG_URL, or use BACKING=containers."
          .formatted(os, System.getProperty("os.arch")));
    }
    return archive;
  }

  private static void unpack(InputStream archive, Path into) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
          throw new IOException("the archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          unpack(entry, tar, path);
        }
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path path) throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean executable = (entry.getMode() & 0111) != 0;
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
