package cn.jsjb.log;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Compares the topics of the cluster with the one declaration ({@code deploy/topics/topics.json}). A log whose partitions were
 * changed or whose records may be deleted is not a log of record: a service refuses to start on it.
 */
public final class TopicGuard {
  private TopicGuard() {}

  /** @param settings topic-level settings that must hold */
  public record Declared(String name, int partitions, Map<String, String> settings) {}

  /** The topics of the declaration, without the per-unit feeds. */
  public static List<Declared> declared() {
    List<Declared> topics = new ArrayList<>();
    declaration().get("topics").fields().forEachRemaining(e -> topics.add(read(e.getKey(), e.getValue())));
    return topics;
  }

  /** The declaration of a unit's feed, {@code dispatch.<unitCode>}. */
  public static Declared feedOf(String unitCode) { return read("dispatch." + unitCode, declaration().get("feed")); }

  private static Declared read(String name, JsonNode node) {
    Map<String, String> settings = new HashMap<>();
    node.get("settings").fields().forEachRemaining(s -> settings.put(s.getKey(), s.getValue().asText()));
    return new Declared(name, node.get("partitions").asInt(), settings);
  }

  private static JsonNode declaration() {
    try (InputStream in = TopicGuard.class.getResourceAsStream("/topics/topics.json")) {
      return EventTypes.JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException("topics.json cannot be read", e);
    }
  }

  /** Creates what is missing; what exists is left alone. Two admin calls however many; returns when those it made take records. */
  public static void create(Admin admin, List<Declared> topics, short replication) {
    var results = admin.createTopics(topics.stream()
        .map(t -> new NewTopic(t.name(), t.partitions(), replication).configs(t.settings())).toList()).values();
    List<Declared> made = new ArrayList<>();
    for (Declared topic : topics) {
      try {
        results.get(topic.name()).get(60, TimeUnit.SECONDS);
        made.add(topic);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new IllegalStateException("topic %s was not created: %s".formatted(topic.name(), e.getCause().getMessage()), e);
        }
      } catch (InterruptedException | TimeoutException e) {
        throw new IllegalStateException("topic %s was not created in time".formatted(topic.name()), e);
      }
    }
    awaitPartitions(admin, made);
  }

  /**
   * A partition that was just made refuses for a moment, also after the cluster's metadata name its leader. A producer whose first batch meets that while
   * its second is taken is out of order with that partition until it gives up. Where a partition ends is said by nobody but its leader.
   */
  private static void awaitPartitions(Admin admin, List<Declared> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    topics.forEach(topic -> IntStream.range(0, topic.partitions()).forEach(p -> ends.put(new TopicPartition(topic.name(), p), OffsetSpec.latest())));
    try {
      admin.listOffsets(ends).all().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the topics were created and take no records after a minute; do their partitions have leaders?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopping", e);
    }
  }

  /** What is wrong with these topics on this cluster, one sentence each; empty when all is as declared. */
  public static List<String> violations(Admin admin, List<Declared> topics) {
    List<String> wrong = new ArrayList<>();
    for (Declared topic : topics) {
      try {
        TopicDescription found = admin.describeTopics(List.of(topic.name())).topicNameValues().get(topic.name()).get(20, TimeUnit.SECONDS);
        if (found.partitions().size() != topic.partitions()) {
          wrong.add("%s has %d partitions, declared are %d: the number is fixed for life, because it decides where a chain lives"
              .formatted(topic.name(), found.partitions().size(), topic.partitions()));
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = admin.describeConfigs(List.of(resource)).values().get(resource).get(20, TimeUnit.SECONDS);
        topic.settings().forEach((name, value) -> {
          String actual = config.get(name) == null ? null : config.get(name).value();
          if (!value.equals(actual)) {
            wrong.add("%s: %s is %s, declared is %s".formatted(topic.name(), name, actual, value));
          }
        });
      } catch (ExecutionException e) {
        wrong.add("%s: %s (deploy/up creates the topics)".formatted(topic.name(), e.getCause().getMessage()));
      } catch (InterruptedException | TimeoutException e) {
        wrong.add("%s: Kafka did not answer".formatted(topic.name()));
      }
    }
    return wrong;
  }
}
