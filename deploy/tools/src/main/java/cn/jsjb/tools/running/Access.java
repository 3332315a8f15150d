package cn.jsjb.tools.running;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.log.TopicAccess;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kafka's users and access lists, as {@code deploy/topics/access.json} declares them. */
@Command(description = "Makes Kafka's users and access lists as deploy/topics/access.json declares them, and shows a user's client settings.",
    subcommands = {Access.Apply.class, Access.Show.class}, footer = {"", "deploy/up --secured applies them by itself; apply is for a Kafka that somebody else runs."})
public final class Access implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override public Integer call() { throw new ParameterException(spec.commandLine(), "Say apply or show USER."); }

  /** @param enrolled users that had no password in Kafka */
  record Applied(int users, int enrolled, TopicAccess.Applied lists) {}

  /** Users that are missing get a password, which the installation keeps; lists become as declared. Again: nothing changes. */
  static Applied apply(Installation installation, Map<String, String> operator) {
    Map<String, List<AclBinding>> declared = TopicAccess.declared(Catalogue.get().units());
    Map<String, String> kept = new TreeMap<>(installation.kafkaUsers());
    int before = kept.size();
    declared.keySet().forEach(user -> kept.computeIfAbsent(user, none -> password()));
    if (kept.size() > before) {
      installation.keepKafkaUsers(kept);
    }
    try (Admin admin = Admin.create(new HashMap<>(operator))) {
      Set<String> there = TopicAccess.enrolled(admin);
      Map<String, String> missing = new HashMap<>();
      declared.keySet().stream().filter(user -> !there.contains(user)).forEach(user -> missing.put(user, kept.get(user)));
      TopicAccess.enrol(admin, missing);
      return new Applied(declared.size(), missing.size(), TopicAccess.apply(admin, declared));
    } catch (IllegalStateException refused) {
      throw new Trouble(refused, "Kafka at %s: %s", operator.get("bootstrap.servers"), refused.getMessage());
    }
  }

  private static String password() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  @Command(name = "apply", description = "Makes missing users and lists, and takes away what is not declared.")
  static final class Apply implements Callable<Integer> {
    @Option(names = "--command-config", required = true, paramLabel = "FILE", description = "Client settings (bootstrap.servers, security) of a user who may change users and access lists.")
    private Path config;

    @Mixin private Installation installation;

    @Override public Integer call() {
      Properties properties = new Properties();
      try (var in = Files.newBufferedReader(config)) {
        properties.load(in);
      } catch (IOException unreadable) {
        throw new Trouble(unreadable, "%s cannot be read: %s", config, unreadable);
      }
      Map<String, String> operator = new HashMap<>();
      properties.forEach((name, value) -> operator.put((String) name, (String) value));
      if (!operator.containsKey("bootstrap.servers")) {
        throw new Trouble("%s does not say bootstrap.servers.", config);
      }
      Applied applied = Access.apply(installation, operator);
      System.out.printf("%d users, %d made; %d lists made, %d removed.%n", applied.users, applied.enrolled, applied.lists.made(), applied.lists.removed());
      return 0;
    }
  }

  @Command(name = "show", description = "Prints the client settings of a user, such as unit-110107011: a client.properties for that department alone.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "USER", description = "A service (intake-service), inspectors, oversight, channel-adapters, or unit-CODE.")
    private String user;

    @Mixin private Installation installation;

    @Override public Integer call() {
      Map<String, String> settings = installation.kafkaClient(user);
      System.out.println("bootstrap.servers=" + installation.addresses().kafka());
      new TreeMap<>(settings).forEach((name, value) -> System.out.println(name + "=" + value));
      return 0;
    }
  }
}
