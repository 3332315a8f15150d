package cn.jsjb.runtime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * How this process reaches Kafka: where it is and, where it asks, who we are. The channels of the platform read the same settings,
 * {@code kafka.security.protocol} (KAFKA_SECURITY_PROTOCOL) and so on; clients made by hand take them from here.
 */
@Singleton
public class KafkaCluster {
  private static final List<String> NAMES = List.of("bootstrap.servers", "security.protocol", "sasl.mechanism", "sasl.jaas.config", "ssl.truststore.type", "ssl.truststore.location",
      "ssl.truststore.password", "ssl.keystore.type", "ssl.keystore.location", "ssl.keystore.password", "ssl.key.password", "ssl.endpoint.identification.algorithm");

  @Inject Config config;

  /** Settings of a client; {@code more} goes before. */
  public Map<String, Object> client(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>();
    NAMES.forEach(name -> config.getOptionalValue("kafka." + name, String.class).ifPresent(value -> settings.put(name, value)));
    settings.putAll(more);
    return settings;
  }

  public Map<String, Object> client() { return client(Map.of()); }

  /** For messages to people. */
  public String address() { return config.getValue("kafka.bootstrap.servers", String.class); }
}
