package cn.jsjb.tools.running;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.log.TopicGuard.Declared;
import cn.jsjb.tools.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The declared topics and one feed a unit, made where they are missing. */
final class Topics {
  private static final int MOST_COPIES = 3;

  private Topics() {}

  /**
   * @param kafka settings of a client that may make topics
   * @return how many were made
   */
  static int prepare(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("default.api.timeout.ms", 30_000);
    try (Admin admin = Admin.create(settings)) {
      int brokers = admin.describeCluster().nodes().get().size();
      Set<String> there = admin.listTopics().names().get();
      List<Declared> missing = new ArrayList<>(TopicGuard.declared());
      Catalogue.get().units().all().stream().map(Unit::code).map(TopicGuard::feedOf).forEach(missing::add);
      missing.removeIf(topic -> there.contains(topic.name()));
      if (!missing.isEmpty()) {
        TopicGuard.create(admin, missing, (short) Math.min(MOST_COPIES, brokers));
      }
      return missing.size();
    } catch (ExecutionException refused) {
      throw new Trouble(refused, "Kafka at %s does not do its work: %s", kafka.get("bootstrap.servers"), refused.getCause().getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Trouble(stopped, "The start was interrupted.");
    }
  }
}
