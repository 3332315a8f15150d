package cn.jsjb.harness;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.local.Backing;
import cn.jsjb.local.Mode;
import cn.jsjb.local.Options;
import cn.jsjb.log.TopicAccess;
import cn.jsjb.log.TopicGuard;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A real Kafka and a real PostgreSQL for {@code @QuarkusTest}: {@code @QuarkusTestResource(RealBacking.class)} or, in a plain test,
 * {@link #shared()}. One backing a test JVM. Init argument {@code feeds}: unit codes whose {@code dispatch.<unit>} topics the
 * test needs, comma-separated, or {@code all}. Init argument {@code user}: the service runs as this user on a Kafka of its own that asks
 * everybody who he is, with the access lists of {@code deploy/topics/access.json} in force ({@link #as}). Init argument {@code alone}: a name, for a class
 * that counts everything there is and can have no other class's facts; where that Kafka is, the configuration says.
 */
public final class RealBacking implements QuarkusTestResourceLifecycleManager {
  private static Backing shared;
  private static Backing secured;
  private static final Map<String, Backing> ALONE = new HashMap<>();
  static KeyPair issuer;
  private Map<String, String> init = Map.of();

  public static synchronized Backing shared() {
    if (shared == null) {
      shared = fresh();
    }
    return shared;
  }

  /** A Kafka and a PostgreSQL that nobody else writes to. */
  private static synchronized Backing alone(String name) { return ALONE.computeIfAbsent(name, n -> fresh()); }

  private static Backing fresh() {
    Backing backing = Backing.start(Options.throwAway());
    Runtime.getRuntime().addShutdownHook(new Thread(backing::close));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", backing.kafkaBootstrap()))) {
      TopicGuard.create(admin, TopicGuard.declared(), (short) 1);
    }
    return backing;
  }

  /** The Kafka that asks who you are, with every declared user and list. A user's password here is his name. */
  public static synchronized Backing secured() {
    if (secured == null) {
      secured = Backing.start(Options.throwAway().mode(Mode.EMBEDDED).secured(true));
      Runtime.getRuntime().addShutdownHook(new Thread(secured::close));
      try (Admin admin = Admin.create(new HashMap<>(secured.kafkaOperator()))) {
        TopicGuard.create(admin, TopicGuard.declared(), (short) 1);
        Map<String, List<AclBinding>> lists = TopicAccess.declared(Catalogue.get().units());
        Map<String, String> passwords = new HashMap<>();
        lists.keySet().forEach(user -> passwords.put(user, user));
        TopicAccess.enrol(admin, passwords);
        TopicAccess.apply(admin, lists);
      }
    }
    return secured;
  }

  /** Settings of a client of {@link #secured} as this user. */
  public static Map<String, Object> as(String user) {
    Map<String, Object> settings = new HashMap<>(TopicAccess.client(user, user));
    settings.put("bootstrap.servers", secured().kafkaBootstrap());
    return settings;
  }

  /** Creates the feeds of these units. */
  public static void feeds(List<String> units) { feeds(shared(), units); }

  private static void feeds(Backing backing, List<String> units) {
    try (Admin admin = Admin.create(new HashMap<>(backing.kafkaOperator()))) {
      TopicGuard.create(admin, units.stream().map(TopicGuard::feedOf).toList(), (short) 1);
    }
  }

  @Override
  public void init(Map<String, String> initArgs) { init = initArgs; }

  @Override
  public Map<String, String> start() {
    String user = init.get("user");
    Backing backing = user != null ? secured() : init.containsKey("alone") ? alone(init.get("alone")) : shared();
    String database = init.getOrDefault("database", "service");
    backing.createDatabase(database);
    String feeds = init.getOrDefault("feeds", "");
    if (!feeds.isEmpty()) {
      feeds(backing, feeds.equals("all") ? Catalogue.get().units().all().stream().map(u -> u.code()).toList() : List.of(feeds.split(",")));
    }
    Map<String, String> config = new HashMap<>();
    config.put("kafka.bootstrap.servers", backing.kafkaBootstrap());
    if (user != null) {
      as(user).forEach((name, value) -> config.put("kafka." + name, value.toString()));
    }
    config.put("quarkus.datasource.reactive.url", backing.reactiveUrl(database));
    config.put("quarkus.datasource.jdbc.url", backing.jdbcUrl(database));
    config.put("quarkus.datasource.username", backing.pgUser());
    config.put("quarkus.datasource.password", backing.pgPassword());
    config.put("mp.jwt.verify.publickey.location", publicKey().toUri().toString());
    config.put("jsjb.secret.file", secret().toString());
    config.put("jsjb.console.origins", "http://console.test:8084");
    config.put("quarkus.http.test-port", "0");
    return config;
  }

  @Override
  public void stop() { /* the backing is shared by the tests of this JVM and closed at its end */ }

  private static synchronized Path publicKey() {
    try {
      if (issuer == null) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        issuer = generator.generateKeyPair();
      }
      Path file = Files.createTempFile("issuer", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(issuer.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path secret() {
    try {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Path file = Files.createTempFile("secret", ".b64");
      file.toFile().deleteOnExit();
      return Files.writeString(file, Base64.getEncoder().encodeToString(random));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
