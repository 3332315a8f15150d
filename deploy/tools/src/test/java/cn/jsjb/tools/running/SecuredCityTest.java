package cn.jsjb.tools.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/up --secured}, whole: Kafka asks everybody who he is, the four services do the main job each with a name of its own, a
 * unit reads its own feed with what {@code deploy/access show} prints, and nobody else does.
 */
@Tag("backing")
class SecuredCityTest {
  private static final String LUGU = "110107011";
  private static final String BAJIAO = "110107003";
  private static final List<String> TOLD = List.of("dispatch.TicketDispatched", "dispatch.AssignmentSigned", "dispatch.ClaimantContacted", "dispatch.ResultRepliedToClaimant",
      "dispatch.ResultReportedToHotline", "supervision.CallbackCompleted", "supervision.TicketClosed");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder;

  @Test void each_service_and_each_unit_does_its_work_with_its_own_name_and_nothing_beyond() throws Exception {
    Properties lugu;
    try (StartedCity city = StartedCity.in(folder, "--secured")) {
      String id = theMainJob(city);
      lugu = shown(city, "unit-" + LUGU);
      Properties bajiao = shown(city, "unit-" + BAJIAO);
      assertEquals(TOLD, typesOf(readFeed(lugu, LUGU + ".console", TOLD.size()), id));

      assertThrows(TopicAuthorizationException.class, () -> read(bajiao, BAJIAO + ".console", "dispatch." + LUGU, 1), "another unit's feed");
      assertThrows(GroupAuthorizationException.class, () -> read(lugu, BAJIAO + ".console", "dispatch." + LUGU, 1), "another unit's group");
      assertThrows(TopicAuthorizationException.class, () -> read(lugu, LUGU + ".console", "complaint-log", 1), "the log itself");
      assertThrows(TopicAuthorizationException.class, () -> read(lugu, LUGU + ".console", "complaint-keys", 1), "the keys of the claimants");
      assertTrue(writingFails(lugu, "dispatch." + LUGU) instanceof TopicAuthorizationException, "a console only reads");
      Properties impostor = (Properties) lugu.clone();
      impostor.setProperty("sasl.jaas.config", lugu.getProperty("sasl.jaas.config").replaceFirst("password=\".", "password=\"x"));
      assertThrows(SaslAuthenticationException.class, () -> read(impostor, LUGU + ".console", "dispatch." + LUGU, 1));
      Properties nobody = new Properties();
      nobody.setProperty("bootstrap.servers", city.addresses.kafka());
      assertThrows(Exception.class, () -> {
        try (Admin admin = Admin.create(settings(nobody, Map.of("default.api.timeout.ms", 4_000, "request.timeout.ms", 2_000)))) {
          admin.describeCluster().nodes().get();
        }
      }, "without a name");

      // The installation's own tools work there too, and the inspectors' user may read what it checks.
      Said verified = Said.by("inspect", "verify", "--data", city.installation.root().toString());
      assertEquals(0, verified.code(), verified.out() + verified.err());
      Said rebuilt = Said.by("rebuild", "analytics", "--data", city.installation.root().toString());
      assertEquals(0, rebuilt.code(), rebuilt.out() + rebuilt.err());
      // A reaction may be sent more than once, under one id: what comes second is void.
      Map<String, String> written = new LinkedHashMap<>();
      read(shown(city, "inspectors"), "inspectors.test", "complaint-log", TOLD.size() + 2).forEach(record -> written.put(header(record, "ce_id"), header(record, "ce_type")));
      assertEquals(TOLD.size() + 2, written.size(), written::toString);
    }
    // Stopped and started again: everybody keeps his password, and what was told is there.
    try (StartedCity again = StartedCity.in(folder, "--secured")) {
      assertTrue(again.said().contains(" users, 0 made; 0 lists made, 0 removed"), again.said());
      lugu.setProperty("bootstrap.servers", again.addresses.kafka());
      assertEquals(TOLD.size(), readFeed(lugu, LUGU + ".again", TOLD.size()).size());
    }
  }

  /** One complaint from the call to its closing, each step by the service whose it is. */
  private static String theMainJob(StartedCity city) throws IOException, InterruptedException {
    JsonNode received = city.post(ServiceName.INTAKE, "/api/complaints", "operator", null, """
        {"channel":"PHONE","channelMessageId":"secured-1","title":"小区门口游商占道","content":"石景山区鲁谷街道六合园南门，每天傍晚有游商占道经营，堵住出入口。",
         "claimant":{"name":"王某","phone":"13800000000"}}""");
    String id = received.get("complaintId").asText();
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> city.get(ServiceName.DISPATCH, "/api/units/" + LUGU + "/orders?state=DISPATCHED", "unit", LUGU).get("total").asInt() == 1);
    String ticket = "/api/tickets/" + id;
    city.post(ServiceName.DISPATCH, ticket + "/signature", "unit", LUGU, "{}");
    city.post(ServiceName.DISPATCH, ticket + "/contacts", "unit", LUGU, "{\"how\":\"PHONE\",\"outcome\":\"REACHED\"}");
    city.post(ServiceName.DISPATCH, ticket + "/reply", "unit", LUGU, "{\"text\":\"已劝离，加强巡查\"}");
    city.post(ServiceName.DISPATCH, ticket + "/result", "unit", LUGU, "{\"outcome\":\"RESOLVED\",\"text\":\"已劝离\"}");
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !city.post(ServiceName.SUPERVISION, ticket + "/callbacks", "callback", null,
        "{\"contacted\":true,\"resolved\":true,\"satisfaction\":\"SATISFIED\",\"channel\":\"PHONE\"}").isEmpty());
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> city.get(ServiceName.ANALYTICS, "/api/tickets?figure=city/completed", "leader", null).get("total").asInt() == 1);
    return id;
  }

  /** What {@code deploy/access show USER} prints is a client's properties file. */
  private static Properties shown(StartedCity city, String user) throws IOException {
    Said said = Said.by("access", "show", user, "--data", city.installation.root().toString());
    assertEquals(0, said.code(), said.err());
    Properties properties = new Properties();
    properties.load(new StringReader(said.out()));
    return properties;
  }

  private static List<ConsumerRecord<byte[], byte[]>> readFeed(Properties client, String group, int atLeast) { return read(client, group, "dispatch." + LUGU, atLeast); }

  /** As a console does: in a group of its own name. */
  private static List<ConsumerRecord<byte[], byte[]>> read(Properties client, String group, String topic, int atLeast) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(client, Map.of("group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", false)),
        new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (all.size() < atLeast && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
      return all;
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) { return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8); }

  private static Throwable writingFails(Properties client, String topic) {
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(client, Map.of("max.block.ms", 5_000, "enable.idempotence", false)), new ByteArraySerializer(), new ByteArraySerializer())) {
      return assertThrows(java.util.concurrent.ExecutionException.class, () -> producer.send(new ProducerRecord<>(topic, new byte[] {1})).get()).getCause();
    }
  }

  private static Map<String, Object> settings(Properties client, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    client.forEach((name, value) -> settings.put((String) name, value));
    return settings;
  }

  private static List<String> typesOf(List<ConsumerRecord<byte[], byte[]>> records, String id) {
    return records.stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(id)).map(r -> new String(r.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList();
  }
}
