package cn.jsjb.analytics.exporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were taken away are nobody else's and are gone when it was said. */
class FilesTest {
  @TempDir Path folder;

  private cn.jsjb.analytics.exporting.Files files(Path configured, Clock clock) {
    cn.jsjb.analytics.exporting.Files files = new cn.jsjb.analytics.exporting.Files();
    files.parent = folder;
    files.directory = Optional.ofNullable(configured);
    files.clock = clock;
    return files;
  }

  private static Path made(cn.jsjb.analytics.exporting.Files files) throws Exception {
    var draft = files.draft("csv");
    try (OutputStream to = draft.open()) {
      to.write(1);
    }
    return draft.done();
  }

  @Test void each_process_has_a_folder_that_nobody_else_may_enter_and_takes_it_away() throws Exception {
    var files = files(null, Clock.systemUTC());
    Path one = made(files);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one.getParent())));
    var others = files(null, Clock.systemUTC());
    Path other = made(others);
    assertNotEquals(one.getParent(), other.getParent());
    files.stop(null);
    others.stop(null);
    assertFalse(Files.exists(one.getParent()) || Files.exists(other.getParent()));
  }

  @Test void what_a_process_left_that_was_killed_is_gone_too() throws Exception {
    Path left = made(files(null, Clock.systemUTC()));
    files(null, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(59))).clear();
    assertTrue(Files.exists(left));
    files(null, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61))).clear();
    assertFalse(Files.exists(left.getParent()));
  }

  @Test void a_folder_that_others_may_enter_is_refused() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    assertThrows(UncheckedIOException.class, () -> files(open, Clock.systemUTC()).draft("csv"));
    Path own = folder.resolve("own");
    Path behind = Files.createSymbolicLink(folder.resolve("behind"), Files.createDirectory(own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    assertThrows(UncheckedIOException.class, () -> files(behind, Clock.systemUTC()).draft("csv"), "a link may lead elsewhere tomorrow");
    assertEquals(own, made(files(own, Clock.systemUTC())).getParent());
  }

  @Test void an_hour_later_they_are_gone_whether_or_not_somebody_asks_for_another() throws Exception {
    Path made = made(files(folder.resolve("own"), Clock.systemUTC()));
    files(folder.resolve("own"), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(59))).clear();
    assertTrue(Files.exists(made));
    files(folder.resolve("own"), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61))).clear();
    assertFalse(Files.exists(made));
  }
}
