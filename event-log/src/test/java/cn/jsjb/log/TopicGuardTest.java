package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.harness.RealBacking;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("backing")
class TopicGuardTest {
  @Test void declared_topics_are_as_declared_and_others_are_named() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealBacking.shared().kafkaBootstrap()))) {
      assertEquals(List.of(), TopicGuard.violations(admin, TopicGuard.declared()));
      TopicGuard.create(admin, TopicGuard.declared(), (short) 1);

      String name = "guarded-" + UUID.randomUUID();
      TopicGuard.create(admin, List.of(new TopicGuard.Declared(name, 3, Map.of("retention.ms", "60000"))), (short) 1);
      List<String> wrong = TopicGuard.violations(admin, List.of(new TopicGuard.Declared(name, 12, Map.of("retention.ms", "-1"))));
      assertEquals(2, wrong.size());
      assertTrue(wrong.get(0).contains("3 partitions, declared are 12"), wrong.get(0));
      assertTrue(wrong.get(1).contains("retention.ms is 60000, declared is -1"), wrong.get(1));
      assertTrue(TopicGuard.violations(admin, List.of(new TopicGuard.Declared("absent-" + name, 1, Map.of()))).getFirst().contains("deploy/up creates"));
    }
  }
}
