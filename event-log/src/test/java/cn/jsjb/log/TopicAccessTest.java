package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.local.Backing;
import cn.jsjb.local.Mode;
import cn.jsjb.local.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whose topics are whose: the declaration by itself, and in force on a real broker that asks everybody who he is. */
class TopicAccessTest {
  private static final Units UNITS = Catalogue.get().units();
  private static final Map<String, List<AclBinding>> DECLARED = TopicAccess.declared(UNITS);
  private static final String LUGU = "110107011", BAJIAO = "110107003", SHIJINGSHAN = "110107", DAXING = "110115", JINGKAI = "110115403";

  /** As Kafka decides: one list that allows and none that denies; READ and WRITE include DESCRIBE. */
  private static boolean may(String user, AclOperation operation, ResourceType type, String name) {
    List<AclBinding> matching = DECLARED.get(user).stream().filter(b -> b.pattern().resourceType() == type)
        .filter(b -> b.pattern().patternType() == PatternType.PREFIXED ? name.startsWith(b.pattern().name()) : name.equals(b.pattern().name()))
        .filter(b -> b.entry().operation() == operation || b.entry().operation() == AclOperation.ALL
            || operation == AclOperation.DESCRIBE && Set.of(AclOperation.READ, AclOperation.WRITE).contains(b.entry().operation())).toList();
    return !matching.isEmpty() && matching.stream().allMatch(b -> b.entry().permissionType() == AclPermissionType.ALLOW);
  }

  @Test void a_unit_reads_its_own_feed_and_a_district_also_what_belongs_to_it() {
    for (Unit reader : UNITS.all()) {
      String user = TopicAccess.userOf(reader.code());
      for (Unit owner : UNITS.all()) {
        boolean own = owner.equals(reader) || reader.kind() == Unit.Kind.DISTRICT && UNITS.isWithin(owner.code(), reader.code());
        String feed = TopicGuard.feedOf(owner.code()).name();
        assertEquals(own, may(user, AclOperation.READ, ResourceType.TOPIC, feed), () -> user + " reads " + feed);
        assertEquals(own, may(user, AclOperation.DESCRIBE, ResourceType.TOPIC, feed), () -> user + " sees " + feed);
        assertEquals(owner.equals(reader), may(user, AclOperation.READ, ResourceType.GROUP, owner.code() + ".console"), () -> user + " joins groups of " + owner.code());
      }
    }
  }

  @Test void no_unit_may_write_or_touch_a_log() {
    UNITS.all().stream().map(Unit::code).map(TopicAccess::userOf).forEach(user -> {
      assertTrue(DECLARED.get(user).stream().noneMatch(b -> b.entry().permissionType() == AclPermissionType.ALLOW && b.entry().operation() != AclOperation.READ), user);
      TopicGuard.declared().forEach(topic -> assertTrue(!may(user, AclOperation.DESCRIBE, ResourceType.TOPIC, topic.name()), user));
    });
  }

  /** SP11: discipline work is authorised apart from tickets. Dispatch and intake only learn that the topic is there. */
  @Test void nobody_on_the_way_of_a_ticket_reads_the_log_of_discipline_work() {
    assertEquals(Set.of("supervision-service", "analytics-service", "oversight"),
        DECLARED.keySet().stream().filter(u -> may(u, AclOperation.READ, ResourceType.TOPIC, "oversight-log")).collect(Collectors.toSet()));
    assertEquals(Set.of("supervision-service"), DECLARED.keySet().stream().filter(u -> may(u, AclOperation.WRITE, ResourceType.TOPIC, "oversight-log")).collect(Collectors.toSet()));
    assertTrue(DECLARED.keySet().stream().filter(u -> may(u, AclOperation.DESCRIBE, ResourceType.TOPIC, "oversight-log")).allMatch(u -> u.endsWith("-service") || u.equals("oversight")));
    UNITS.all().stream().map(Unit::code).map(TopicAccess::userOf).forEach(user -> assertTrue(!may(user, AclOperation.READ, ResourceType.GROUP, "supervision-service-oversight"), user));
  }

  @Test void every_topic_has_the_writers_of_the_design() {
    Map<String, Set<String>> writers = Map.of("complaint-log", Set.of("intake-service", "dispatch-service", "supervision-service"), "oversight-log", Set.of("supervision-service"),
        "programme-log", Set.of("supervision-service", "analytics-service"), "complaint-inbox", Set.of("channel-adapters"), "complaint-keys", Set.of("intake-service"),
        "log-seals", Set.of("supervision-service"), "rules-log", Set.of("dispatch-service"), "dispatch." + LUGU, Set.of("dispatch-service"));
    assertEquals(TopicGuard.declared().stream().map(TopicGuard.Declared::name).collect(Collectors.toSet()), writers.keySet().stream().filter(t -> !t.startsWith("dispatch.")).collect(Collectors.toSet()));
    writers.forEach((topic, names) -> assertEquals(names, DECLARED.keySet().stream().filter(u -> may(u, AclOperation.WRITE, ResourceType.TOPIC, topic)).collect(Collectors.toSet()), topic));
  }

  /** A real broker, secured; every user of the declaration enrolled and every list in force. */
  @Nested
  @Tag("backing")
  class InForce {
    private static final String FEED = "dispatch." + LUGU, OTHER_FEED = "dispatch." + BAJIAO;
    private static Backing backing;
    private static Admin operator;
    private static final Map<String, String> PASSWORDS = new HashMap<>();

    @BeforeAll static void start() {
      backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED).secured(true));
      operator = Admin.create(new HashMap<>(backing.kafkaOperator()));
      List<TopicGuard.Declared> topics = new ArrayList<>(TopicGuard.declared());
      Stream.of(LUGU, BAJIAO, SHIJINGSHAN, DAXING, JINGKAI, "110115001").map(TopicGuard::feedOf).forEach(topics::add);
      TopicGuard.create(operator, topics, (short) 1);
      DECLARED.keySet().forEach(user -> PASSWORDS.put(user, UUID.randomUUID().toString()));
      TopicAccess.enrol(operator, PASSWORDS);
      TopicAccess.apply(operator, DECLARED);
    }

    @AfterAll static void close() {
      operator.close();
      backing.close();
    }

    private static Map<String, Object> as(String user) {
      Map<String, Object> settings = new HashMap<>(TopicAccess.client(user, PASSWORDS.get(user)));
      settings.put("bootstrap.servers", backing.kafkaBootstrap());
      settings.put("default.api.timeout.ms", 20_000);
      settings.put("request.timeout.ms", 10_000);
      return settings;
    }

    private static Admin admin(String user) { return Admin.create(as(user)); }

    private static KafkaConsumer<byte[], byte[]> consumer(String user, String group) {
      Map<String, Object> settings = as(user);
      if (group != null) {
        settings.put("group.id", group);
      }
      settings.put("auto.offset.reset", "earliest");
      settings.put("enable.auto.commit", false);
      return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void write(String user, String topic, String value) throws InterruptedException, ExecutionException { write(user, topic, value, true); }

    /** Not idempotent: an idempotent producer of somebody who may write nowhere is turned away before it names a topic. */
    private static void forged(String user, String topic) { refused(TopicAuthorizationException.class, () -> write(user, topic, "forged", false)); }

    private static void write(String user, String topic, String value, boolean idempotent) throws InterruptedException, ExecutionException {
      Map<String, Object> settings = as(user);
      settings.remove("default.api.timeout.ms");
      settings.put("max.block.ms", 20_000);
      settings.put("enable.idempotence", idempotent);
      try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8))).get();
      }
    }

    /** Everything in the topic, by assignment and without a group, or as a member of one. */
    private static List<String> read(String user, String group, String topic, int atLeast) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer(user, group)) {
        if (group == null) {
          List<TopicPartition> partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
          consumer.assign(partitions);
          consumer.seekToBeginning(partitions);
        } else {
          consumer.subscribe(List.of(topic));
        }
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (values.size() < atLeast && System.nanoTime() < deadline) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
            values.add(new String(record.value(), StandardCharsets.UTF_8));
          }
        }
        if (group != null) {
          consumer.commitSync();
        }
        return values;
      }
    }

    private static void refused(Class<? extends Exception> how, KafkaFuture<?> answer) {
      assertInstanceOf(how, assertThrows(ExecutionException.class, answer::get).getCause());
    }

    private static void refused(Class<? extends Exception> how, Executable attempt) {
      Throwable thrown = assertThrows(Exception.class, attempt);
      assertInstanceOf(how, thrown instanceof ExecutionException e ? e.getCause() : thrown);
    }

    @Test void a_unit_reads_its_own_feed_with_groups_of_its_own() throws Exception {
      write("dispatch-service", FEED, "for-lugu");
      assertTrue(read(TopicAccess.userOf(LUGU), LUGU + ".console", FEED, 1).contains("for-lugu"));
      assertTrue(read(TopicAccess.userOf(LUGU), null, FEED, 1).contains("for-lugu"), "kcat without a group");
    }

    /** The sample of deploy/samples as a department would start it: a file, two jars, a name and a password. */
    @Test void the_sample_console_prints_each_fact_of_its_unit_once() throws Exception {
      Path sample = Path.of("../deploy/samples/java/Console.java").toAbsolutePath().normalize();
      assertTrue(Files.readAllLines(sample).size() <= 35, "some thirty lines");
      Path settings = Files.createTempFile("client", ".properties");
      Path output = Files.createTempFile("console", ".out");
      java.util.Properties properties = new java.util.Properties();
      properties.putAll(TopicAccess.client(TopicAccess.userOf(JINGKAI), PASSWORDS.get(TopicAccess.userOf(JINGKAI))));
      try (var out = Files.newBufferedWriter(settings)) {
        properties.store(out, null);
      }
      String classPath = Stream.of(KafkaConsumer.class, org.slf4j.Logger.class).map(c -> c.getProtectionDomain().getCodeSource().getLocation().getPath()).collect(Collectors.joining(java.io.File.pathSeparator));
      Process console = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, sample.toString(), backing.kafkaBootstrap(), JINGKAI, settings.toString())
          .redirectErrorStream(true).redirectOutput(output.toFile()).start();
      try {
        for (String id : List.of("e-1", "e-2", "e-1", "e-3")) {
          tell(JINGKAI, id);
        }
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> Files.readString(output).contains("fact-of-e-3"));
        List<String> facts = Files.readAllLines(output).stream().filter(line -> line.contains("fact-of-")).toList();
        assertEquals(3, facts.size(), facts.toString());
        assertTrue(facts.getFirst().startsWith("2026-05-06T03:22:00Z dispatch.AssignmentSigned c-1 "), facts.getFirst());
      } finally {
        console.destroy();
        console.waitFor();
        Files.delete(settings);
        Files.delete(output);
      }
    }

    private static void tell(String unit, String id) throws InterruptedException, ExecutionException {
      Map<String, Object> settings = as("dispatch-service");
      settings.remove("default.api.timeout.ms");
      try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("dispatch." + unit, "c-1".getBytes(StandardCharsets.UTF_8), ("{\"x\":\"fact-of-" + id + "\"}").getBytes(StandardCharsets.UTF_8));
        Map.of("ce_id", id, "ce_type", "dispatch.AssignmentSigned", "ce_time", "2026-05-06T03:22:00Z").forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record).get();
      }
    }

    @Test void nothing_of_another_units_topic_is_in_reach() throws Exception {
      write("dispatch-service", OTHER_FEED, "for-bajiao");
      read(TopicAccess.userOf(BAJIAO), BAJIAO + ".console", OTHER_FEED, 1);
      String user = TopicAccess.userOf(LUGU);
      refused(TopicAuthorizationException.class, () -> read(user, LUGU + ".console", OTHER_FEED, 1));
      refused(TopicAuthorizationException.class, () -> read(user, null, OTHER_FEED, 1));
      refused(GroupAuthorizationException.class, () -> read(user, BAJIAO + ".console", FEED, 1));
      refused(GroupAuthorizationException.class, () -> read(user, "110107.console", FEED, 1));
      forged(user, OTHER_FEED);
      forged(user, FEED);
      try (Admin admin = admin(user)) {
        assertEquals(Set.of(FEED), admin.listTopics().names().get(), "a list has only what is one's own");
        refused(TopicAuthorizationException.class, admin.describeTopics(List.of(OTHER_FEED)).allTopicNames());
        refused(GroupAuthorizationException.class, admin.describeConsumerGroups(List.of(BAJIAO + ".console")).all());
        refused(GroupAuthorizationException.class, admin.listConsumerGroupOffsets(BAJIAO + ".console").partitionsToOffsetAndMetadata());
        assertTrue(admin.listGroups().all().get().stream().map(GroupListing::groupId).allMatch(g -> g.startsWith(LUGU + ".")));
      }
    }

    @Test void nothing_of_the_logs_is_in_a_units_reach_and_nothing_can_be_changed() {
      String user = TopicAccess.userOf(LUGU);
      for (TopicGuard.Declared log : TopicGuard.declared()) {
        refused(TopicAuthorizationException.class, () -> read(user, LUGU + ".console", log.name(), 1));
        forged(user, log.name());
      }
      try (Admin admin = admin(user)) {
        refused(AuthorizationException.class, admin.createTopics(List.of(new NewTopic("dispatch." + LUGU + "9", 1, (short) 1))).all());
        refused(AuthorizationException.class, admin.deleteTopics(List.of(FEED)).all());
        refused(TopicAuthorizationException.class, admin.deleteRecords(Map.of(new TopicPartition(FEED, 0), RecordsToDelete.beforeOffset(1))).all());
        refused(ClusterAuthorizationException.class, admin.describeAcls(AclBindingFilter.ANY).values());
        refused(ClusterAuthorizationException.class, admin.createAcls(DECLARED.get("dispatch-service")).all());
        refused(ClusterAuthorizationException.class, admin.describeUserScramCredentials().all());
        refused(ClusterAuthorizationException.class, assertDoesNotChange(admin));
      }
    }

    private static KafkaFuture<?> assertDoesNotChange(Admin admin) {
      return admin.alterUserScramCredentials(List.of(new org.apache.kafka.clients.admin.UserScramCredentialDeletion("dispatch-service", org.apache.kafka.clients.admin.ScramMechanism.SCRAM_SHA_512))).all();
    }

    @Test void a_district_reads_its_streets_and_no_other_district() throws Exception {
      write("dispatch-service", FEED, "for-lugu-2");
      assertTrue(read(TopicAccess.userOf(SHIJINGSHAN), SHIJINGSHAN + ".overview", FEED, 1).size() >= 1);
      refused(TopicAuthorizationException.class, () -> read(TopicAccess.userOf(SHIJINGSHAN), null, "dispatch." + DAXING, 1));
      refused(GroupAuthorizationException.class, () -> read(TopicAccess.userOf(SHIJINGSHAN), LUGU + ".console", FEED, 1));
      try (Admin daxing = admin(TopicAccess.userOf(DAXING)); Admin jingkai = admin(TopicAccess.userOf(JINGKAI))) {
        assertEquals(Set.of("dispatch." + DAXING, "dispatch.110115001"), daxing.listTopics().names().get(), "经开区 lies in it and is not part of it");
        assertEquals(Set.of("dispatch." + JINGKAI), jingkai.listTopics().names().get());
      }
      refused(TopicAuthorizationException.class, () -> read(TopicAccess.userOf(DAXING), null, "dispatch." + JINGKAI, 1));
    }

    @Test void a_service_writes_what_is_its_own_and_nothing_else() throws Exception {
      for (String writer : List.of("intake-service", "dispatch-service", "supervision-service")) {
        write(writer, "complaint-log", "from " + writer);
      }
      forged("analytics-service", "complaint-log");
      forged("intake-service", FEED);
      forged("intake-service", "oversight-log");
      forged("dispatch-service", "complaint-keys");
      forged("dispatch-service", "log-seals");
      forged("supervision-service", "complaint-keys");
      refused(TopicAuthorizationException.class, () -> read("dispatch-service", null, "complaint-keys", 1));
      refused(TopicAuthorizationException.class, () -> read("analytics-service", null, "complaint-keys", 1));
      refused(GroupAuthorizationException.class, () -> read("analytics-service", "dispatch-service", "complaint-log", 1));
      try (Admin admin = admin("dispatch-service")) {
        assertEquals(List.of(), TopicGuard.violations(admin, TopicGuard.declared()), "every service can check the topics");
      }
    }

    @Test void inspectors_read_the_log_and_discipline_work_is_apart() throws Exception {
      write("supervision-service", "complaint-log", "fact");
      write("supervision-service", "oversight-log", "clue");
      assertTrue(read("inspectors", "inspectors.tool", "complaint-log", 1).size() >= 1);
      refused(TopicAuthorizationException.class, () -> read("inspectors", null, "oversight-log", 1));
      forged("inspectors", "complaint-log");
      assertTrue(read("oversight", null, "oversight-log", 1).contains("clue"));
      refused(TopicAuthorizationException.class, () -> read("oversight", null, "complaint-log", 1));
      write("channel-adapters", "complaint-inbox", "{}");
      refused(TopicAuthorizationException.class, () -> read("channel-adapters", null, "complaint-log", 1));
    }

    @Test void nobody_gets_in_without_a_name_or_with_a_wrong_password() {
      Map<String, Object> wrong = as(TopicAccess.userOf(LUGU));
      wrong.putAll(TopicAccess.client(TopicAccess.userOf(LUGU), "guessed"));
      try (Admin admin = Admin.create(wrong)) {
        refused(SaslAuthenticationException.class, admin.listTopics().names());
      }
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", backing.kafkaBootstrap(), "default.api.timeout.ms", 3_000, "request.timeout.ms", 2_000))) {
        refused(Exception.class, admin.listTopics().names());
      }
    }

    @Test void applying_again_changes_nothing_and_takes_away_what_was_given_by_hand() {
      assertEquals(new TopicAccess.Applied(0, 0), TopicAccess.apply(operator, DECLARED));
      AclBinding gift = new AclBinding(new ResourcePattern(ResourceType.TOPIC, OTHER_FEED, PatternType.LITERAL), new AccessControlEntry("User:" + TopicAccess.userOf(LUGU), "*", AclOperation.READ, AclPermissionType.ALLOW));
      AclBinding foreign = new AclBinding(new ResourcePattern(ResourceType.TOPIC, "metrics", PatternType.LITERAL), new AccessControlEntry("User:somebody-else", "*", AclOperation.READ, AclPermissionType.ALLOW));
      operator.createAcls(List.of(gift, foreign));
      assertEquals(new TopicAccess.Applied(0, 1), TopicAccess.apply(operator, DECLARED));
      assertTrue(TopicAccess.enrolled(operator).containsAll(DECLARED.keySet()));
    }
  }
}
