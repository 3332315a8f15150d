package cn.jsjb.tools.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.local.Backing;
import cn.jsjb.local.Mode;
import cn.jsjb.local.Options;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Said;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/access}: users and lists of a Kafka that asks who you are. */
class AccessTest {
  @TempDir Path folder;

  private Said access(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("access"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Said.by(all.toArray(String[]::new));
  }

  @Test void what_is_missing_is_said_in_a_sentence() {
    Said nobody = access("show", "unit-110107011");
    assertEquals(2, nobody.code());
    assertTrue(nobody.err().contains("deploy/access apply"), nobody.err());
    assertEquals(2, access("apply", "--command-config", folder.resolve("absent").toString()).code());
    assertEquals(2, Said.by("access").code());
  }

  @Test @Tag("backing") void users_are_made_once_and_each_gets_in_with_what_is_shown() throws Exception {
    try (Backing backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED).secured(true)); Admin operator = Admin.create(new HashMap<>(backing.kafkaOperator()))) {
      TopicGuard.create(operator, List.of(TopicGuard.feedOf("110107011"), TopicGuard.feedOf("110107003")), (short) 1);
      Path config = folder.resolve("operator.properties");
      Files.write(config, backing.kafkaOperator().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
      Said first = access("apply", "--command-config", config.toString());
      assertEquals(0, first.code(), first.err());
      assertTrue(first.out().matches("(?s)(\\d+) users, \\1 made; .* 0 removed\\.\\s*"), first.out());
      assertTrue(access("apply", "--command-config", config.toString()).out().contains(" 0 made; 0 lists made, 0 removed"));

      Path kept = folder.resolve("data/keys/kafka-users.properties");
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
      new Installation(folder.resolve("data")).publish(Addresses.from(8080, "127.0.0.1", backing.kafkaBootstrap(), "127.0.0.1:1"));
      Properties shown = new Properties();
      shown.load(new StringReader(access("show", "unit-110107011").out()));
      Map<String, Object> client = shown.entrySet().stream().collect(Collectors.toMap(e -> (String) e.getKey(), Map.Entry::getValue));
      try (Admin unit = Admin.create(client)) {
        assertEquals(Set.of("dispatch.110107011"), unit.listTopics().names().get());
      }
      assertTrue(Files.readAllLines(kept).stream().anyMatch(line -> line.startsWith("dispatch-service=")));
    }
  }
}
