package cn.jsjb.tools;

import cn.jsjb.local.Options;
import cn.jsjb.log.TopicAccess;
import cn.jsjb.seal.SealKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/**
 * One installation's data folder: what {@code deploy/up} keeps there and the other commands find there. A mixin, so that
 * {@code --data} means the same everywhere.
 */
public final class Installation {
  @Option(names = "--data", paramLabel = "DIR",
      description = {"数据目录。", "Where this installation keeps its data (default: $XDG_DATA_HOME/jsjb, usually ~/.local/share/jsjb)."})
  private Path data;

  public Installation() {}

  public Installation(Path data) { this.data = data; }

  public Path root() { return (data == null ? Options.usualDataDir() : data).toAbsolutePath().normalize(); }

  public Path logs() { return root().resolve("logs"); }

  public Path pidFile() { return root().resolve("up.pid"); }

  /** Signs tokens. Whoever reads it is everybody: owner only. */
  public Path issuerPrivateKey() { return root().resolve("keys/issuer-private.pem"); }

  public Path issuerPublicKey() { return root().resolve("keys/issuer-public.pem"); }

  /** 32 random bytes in base64, from which the keys of personal data are derived. Lost, all personal data is lost. */
  public Path secret() { return root().resolve("keys/secret"); }

  /** Signs the checkpoints of the logs: for supervision-service alone. */
  public Path sealPrivateKey() { return root().resolve("keys/seal-private.pem"); }

  /** Signed them before the key was changed; there until the change is announced, and then good for nothing. */
  public Path sealPreviousKey() { return root().resolve("keys/seal-previous.pem"); }

  /** For whoever verifies: give it away freely, and keep a copy where nobody can change it. */
  public Path sealPublicKey() { return root().resolve("keys/seal-public.vkeys"); }

  /** Pictures, sound and videos, each under its hash. */
  public Path attachments() { return root().resolve("attachments"); }

  /** Another key for the seals from the next start on: the service announces it by a note that both sign. The public half of the old one stays, under its own name. */
  public void changeSealKey() {
    makeKeys();
    if (Files.exists(sealPreviousKey())) {
      throw new Trouble("The key of the seals was changed before. When that is announced (deploy/inspect seals holds with the new key), remove %s; then change it again.", sealPreviousKey());
    }
    try {
      SealKey next = SealKey.generate();
      String old = Files.readString(sealPublicKey());
      write(sealPublicKey().resolveSibling("seal-public-until-%s.vkeys".formatted(old.split("\\+")[1])), old, "rw-r--r--");
      write(sealPreviousKey(), Files.readString(sealPrivateKey()), "rw-------");
      write(sealPublicKey(), next.verifier("complaint-log/0") + "\n", "rw-r--r--");
      write(sealPrivateKey(), next.pem(), "rw-------");
    } catch (IOException refused) {
      throw new Trouble(refused, "The key of the seals in %s could not be changed: %s", secret().getParent(), refused);
    }
  }

  /** Makes the keys that are missing; what is there is never touched. */
  public void makeKeys() {
    try {
      Files.createDirectories(secret().getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (Files.notExists(issuerPrivateKey())) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        // The public half first: an interrupted start leaves no private key without it.
        write(issuerPublicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()), "rw-r--r--");
        write(issuerPrivateKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "rw-------");
      }
      if (Files.notExists(secret())) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        write(secret(), Base64.getEncoder().encodeToString(random) + "\n", "rw-------");
      }
      if (Files.notExists(sealPrivateKey())) {
        SealKey key = SealKey.generate();
        write(sealPublicKey(), key.verifier("complaint-log/0") + "\n", "rw-r--r--");
        write(sealPrivateKey(), key.pem(), "rw-------");
      }
    } catch (IOException refused) {
      throw new Trouble(refused, "The keys in %s could not be made: %s", secret().getParent(), refused);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has RSA", impossible);
    }
  }

  public PrivateKey signingKey() {
    if (Files.notExists(issuerPrivateKey())) {
      throw new Trouble("There is no issuer key in %s yet; deploy/up makes it at its first start (or name that installation's folder with --data).", root());
    }
    try {
      String text = Files.readString(issuerPrivateKey()).replaceAll("-----[^-]+-----|\\s", "");
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new Trouble(unreadable, "The issuer key %s cannot be read: %s", issuerPrivateKey(), unreadable);
    }
  }

  /** Passwords of Kafka's users by name, where Kafka asks for them. Made once; a user keeps his. */
  public Map<String, String> kafkaUsers() {
    Map<String, String> users = new TreeMap<>();
    load(kafkaUsersFile()).forEach((name, password) -> users.put((String) name, (String) password));
    return users;
  }

  public void keepKafkaUsers(Map<String, String> passwords) {
    StringBuilder text = new StringBuilder("# Users of Kafka and their passwords; written by deploy/access and deploy/up --secured.\n");
    new TreeMap<>(passwords).forEach((name, password) -> text.append(name).append('=').append(password).append('\n'));
    keep(kafkaUsersFile(), text.toString());
  }

  /** What a client of this user adds to its bootstrap servers. */
  public Map<String, String> kafkaClient(String user) {
    String password = kafkaUsers().get(user);
    if (password == null) {
      throw new Trouble("There is no user %s in %s; deploy/access apply makes the declared ones.", user, kafkaUsersFile());
    }
    return TopicAccess.client(user, password);
  }

  /** How the running installation's own tools reach its Kafka: with a name that may everything where it asks for one, else with nothing. */
  public Map<String, String> kafkaOperator() {
    Map<String, String> settings = new TreeMap<>();
    load(operatorFile()).forEach((name, value) -> settings.put((String) name, (String) value));
    settings.remove("bootstrap.servers");
    return settings;
  }

  /** @param settings without a name and password where Kafka asks for none: then nothing is kept */
  public void keepOperator(Map<String, String> settings) {
    if (!settings.containsKey("sasl.mechanism")) {
      try {
        Files.deleteIfExists(operatorFile());
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
      return;
    }
    StringBuilder text = new StringBuilder("# May everything with Kafka while deploy/up runs; made anew at each start.\n");
    settings.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    keep(operatorFile(), text.toString());
  }

  private Path kafkaUsersFile() { return root().resolve("keys/kafka-users.properties"); }

  private Path operatorFile() { return root().resolve("keys/kafka-operator.properties"); }

  private static void keep(Path file, String text) {
    try {
      Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      write(file, text, "rw-------");
    } catch (IOException refused) {
      throw new Trouble(refused, "%s cannot be written: %s", file, refused);
    }
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        properties.load(in);
      } catch (IOException unreadable) {
        throw new Trouble(unreadable, "%s cannot be read: %s", file, unreadable);
      }
    }
    return properties;
  }

  /** Where the running installation is; the usual addresses where none wrote its own. */
  public Addresses addresses() {
    Path file = addressFile();
    if (Files.notExists(file)) {
      return Addresses.from(Addresses.USUAL_BASE);
    }
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
      return Addresses.read(properties);
    } catch (IOException unreadable) {
      throw new Trouble(unreadable, "%s cannot be read: %s", file, unreadable);
    }
  }

  public void publish(Addresses addresses) {
    try {
      write(addressFile(), addresses.written(), "rw-r--r--");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public void withdrawAddresses() {
    try {
      Files.deleteIfExists(addressFile());
      Files.deleteIfExists(operatorFile());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private Path addressFile() { return root().resolve("addresses.properties"); }

  /** Whole or not at all, and never readable for a moment by those who must not. */
  private static void write(Path file, String text, String permissions) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, text, StandardOpenOption.WRITE);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
  }
}
