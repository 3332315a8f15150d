package cn.jsjb.log;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what with which topic, as {@code deploy/topics/access.json} declares it: Kafka's access lists of each service, of the
 * inspectors and of every unit. A unit reads its own feed and nothing else; a district also those of its streets and departments.
 */
public final class TopicAccess {
  /** Lists of users with these beginnings or names are ours: what is not declared is taken away. Others are left alone. */
  private static final String UNIT = "unit-";
  private static final int SCRAM_ITERATIONS = 4_096;

  private TopicAccess() {}

  /** Name of a unit's user: {@code unit-110107011}. */
  public static String userOf(String unitCode) { return UNIT + unitCode; }

  /** User → its lists: the services, the others, then every unit of the directory. */
  public static Map<String, List<AclBinding>> declared(Units units) {
    JsonNode declaration = declaration();
    Map<String, List<AclBinding>> all = new LinkedHashMap<>();
    declaration.get("services").fields().forEachRemaining(service -> {
      List<AclBinding> lists = read(service.getKey(), declaration.get("everyService"), null);
      lists.addAll(read(service.getKey(), service.getValue(), null));
      all.put(service.getKey(), lists);
    });
    declaration.get("others").fields().forEachRemaining(other -> all.put(other.getKey(), read(other.getKey(), other.getValue(), null)));
    for (Unit unit : units.all()) {
      boolean district = unit.kind() == Unit.Kind.DISTRICT;
      List<AclBinding> lists = read(userOf(unit.code()), declaration.get(district ? "district" : "unit"), unit.code());
      if (district) {
        // Codes nest, duties not always: 经开区 lies in 大兴区 by its code and does not belong to it.
        units.all().stream().map(Unit::code).filter(code -> code.startsWith(unit.code()) && !units.isWithin(code, unit.code())).forEach(foreign ->
            lists.add(binding(userOf(unit.code()), ResourceType.TOPIC, TopicGuard.feedOf(foreign).name(), AclOperation.ALL, AclPermissionType.DENY)));
      }
      all.put(userOf(unit.code()), lists);
    }
    return all;
  }

  private static List<AclBinding> read(String user, JsonNode lists, String unit) {
    List<AclBinding> bindings = new ArrayList<>();
    for (JsonNode list : lists) {
      ResourceType type = list.has("topic") ? ResourceType.TOPIC : ResourceType.GROUP;
      String name = list.get(type == ResourceType.TOPIC ? "topic" : "group").asText();
      for (JsonNode operation : list.get("may")) {
        bindings.add(binding(user, type, unit == null ? name : name.replace("{unit}", unit), AclOperation.fromString(operation.asText()), AclPermissionType.ALLOW));
      }
    }
    return bindings;
  }

  private static AclBinding binding(String user, ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
    boolean prefix = name.endsWith("*");
    return new AclBinding(new ResourcePattern(type, prefix ? name.substring(0, name.length() - 1) : name, prefix ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, permission));
  }

  /** What an {@link #apply} changed. */
  public record Applied(int made, int removed) {}

  /** Makes what is missing and takes away what a declared user, or a unit that is no more, has beyond its declaration. */
  public static Applied apply(Admin admin, Map<String, List<AclBinding>> declared) {
    Set<AclBinding> wanted = declared.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    Set<AclBinding> there = new HashSet<>(get(admin.describeAcls(AclBindingFilter.ANY).values()));
    List<AclBinding> missing = wanted.stream().filter(binding -> !there.contains(binding)).toList();
    List<AclBindingFilter> surplus = there.stream().filter(binding -> !wanted.contains(binding) && isOurs(binding.entry().principal(), declared.keySet())).map(AclBinding::toFilter).toList();
    // Taking away first: nobody has more than declared for longer than needed.
    if (!surplus.isEmpty()) {
      get(admin.deleteAcls(surplus).all());
    }
    if (!missing.isEmpty()) {
      get(admin.createAcls(missing).all());
    }
    return new Applied(missing.size(), surplus.size());
  }

  private static boolean isOurs(String principal, Set<String> users) {
    String user = principal.startsWith("User:") ? principal.substring("User:".length()) : principal;
    return user.startsWith(UNIT) || users.contains(user);
  }

  /** Gives these users their passwords, SCRAM-SHA-512. */
  public static void enrol(Admin admin, Map<String, String> passwords) {
    List<UserScramCredentialAlteration> users = passwords.entrySet().stream().<UserScramCredentialAlteration>map(user ->
        new UserScramCredentialUpsertion(user.getKey(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS), user.getValue())).toList();
    if (!users.isEmpty()) {
      get(admin.alterUserScramCredentials(users).all());
    }
  }

  /** The users that can sign in now. */
  public static Set<String> enrolled(Admin admin) { return Set.copyOf(get(admin.describeUserScramCredentials().users())); }

  /** What a client of this user adds to its bootstrap servers. */
  public static Map<String, String> client(String user, String password) {
    return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";".formatted(user, password));
  }

  private static <T> T get(org.apache.kafka.common.KafkaFuture<T> answer) {
    try {
      return answer.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("access lists: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("access lists: Kafka did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopping", e);
    }
  }

  private static JsonNode declaration() {
    try (InputStream in = TopicAccess.class.getResourceAsStream("/topics/access.json")) {
      return EventTypes.JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException("access.json cannot be read", e);
    }
  }
}
