package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can close a backing whose JVM was killed; the kernel does. */
@Tag("backing")
class OrphansTest {
  @TempDir
  Path folder;

  /** What is killed. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      // In a thread that ends at once: the servers belong to the process and must not mind.
      Thread starter = Thread.ofPlatform().start(() -> {
        Backing backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED).dataDir(Path.of(arguments[0])));
        System.out.println(backing.kafkaProcess().pid() + " " + backing.postgresProcess().pid());
      });
      starter.join();
      Thread.currentThread().join();
    }
  }

  @Test
  void both_servers_end_when_their_parent_is_killed_and_the_next_one_takes_over() throws Exception {
    Path data = folder.resolve("data");
    Process parent = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"),
        "-Djsjb.broker.lib=" + BrokerLibrary.find(),
        Parent.class.getName(), data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Long> servers;
    try (var output = parent.inputReader()) {
      servers = List.of(output.readLine().split(" ")).stream().map(Long::valueOf).toList();
      assertTrue(working(data).containsAll(servers));
    } finally {
      parent.destroyForcibly().waitFor();
    }
    // Without awaiting the servers' end: that is the next backing's own business.
    try (Backing next = Backing.start(Options.throwAway().mode(Mode.EMBEDDED).dataDir(data)); Connection connection = Clients.connect(next, "postgres")) {
      assertEquals(List.of("1"), Clients.column(connection, "SELECT 1"));
      assertTrue(Collections.disjoint(working(data), servers));
    }
  }

  private static List<Long> working(Path data) throws IOException {
    return Leftovers.in(data.toRealPath()).stream().map(ProcessHandle::pid).toList();
  }
}
