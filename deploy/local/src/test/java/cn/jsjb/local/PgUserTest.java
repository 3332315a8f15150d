package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** PostgreSQL does not run as root, so root's ways out are tried where there is a root. */
@Tag("backing")
class PgUserTest {
  @Test
  @EnabledIf("weAreRoot")
  void root_can_hand_it_to_nobody_where_namespaces_are_forbidden() throws Exception {
    Path folder = Files.createTempDirectory("pg-user-test-");
    Postgres postgres = null;
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      Path root = Files.createDirectory(folder.resolve("data"));
      postgres = Postgres.in(root, Ports.free(), PgUser.NOBODY_FOR_REAL, PgPrograms.unpackedIn(folder.resolve("cache")));
      postgres.start();
      try (Connection connection = postgres.server().connect()) {
        assertEquals(List.of("1"), Clients.column(connection, "SELECT 1"));
      }
      assertEquals("nobody", postgres.process().info().user().orElseThrow());
      postgres.kill();
      postgres.restart();
    } finally {
      if (postgres != null) {
        postgres.stop();
      }
      DataDir.delete(folder);
    }
  }

  static boolean weAreRoot() {
    return PgUser.choose() != PgUser.MYSELF;
  }
}
