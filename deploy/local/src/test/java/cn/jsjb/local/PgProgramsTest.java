package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("backing")
class PgProgramsTest {
  @TempDir
  Path cache;

  @Test
  void two_who_unpack_at_once_get_one_whole_copy() throws Exception {
    Together.run(Collections.nCopies(2, () -> assertTrue(Files.isExecutable(PgPrograms.unpackedIn(cache).resolve("bin/postgres")))));
    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(List.of("postgresql-" + Versions.postgres()), left.map(path -> path.getFileName().toString()).toList());
    }
  }
}
