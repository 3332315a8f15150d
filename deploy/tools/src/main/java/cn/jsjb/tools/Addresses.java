package cn.jsjb.tools;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where everything listens.
 *
 * @param services base address of each service by its short name: intake, dispatch, supervision, analytics
 */
public record Addresses(Map<String, URI> services, String kafka, String postgres) {
  /** The services follow the base one by one; 8080 gives 8081 to 8084, 9092 and 15432. */
  public static final int USUAL_BASE = 8080;
  public static final int TO_KAFKA = 1_012;
  public static final int TO_POSTGRES = 7_352;

  /** The four services in the order of their ports. */
  public enum ServiceName {
    INTAKE, DISPATCH, SUPERVISION, ANALYTICS;

    /** As people say it, and as its database is called: {@code intake}. */
    public String shortName() { return name().toLowerCase(java.util.Locale.ROOT); }

    /** As its module is called: {@code intake-service}. */
    public String module() { return shortName() + "-service"; }

    public int port(int base) { return base + 1 + ordinal(); }

    public static ServiceName named(String name) {
      return Arrays.stream(values()).filter(s -> s.shortName().equals(name) || s.module().equals(name)).findFirst().orElseThrow(() ->
          new Trouble("%s is not a service; there are %s.", name, Arrays.stream(values()).map(ServiceName::shortName).collect(Collectors.joining(", "))));
    }
  }

  public static Addresses from(int base) { return from(base, "127.0.0.1", "127.0.0.1:" + (base + TO_KAFKA), "127.0.0.1:" + (base + TO_POSTGRES)); }

  public static Addresses from(int base, String host, String kafka, String postgres) {
    Map<String, URI> services = new LinkedHashMap<>();
    for (ServiceName service : ServiceName.values()) {
      services.put(service.shortName(), URI.create("http://%s:%d".formatted(host, service.port(base))));
    }
    return new Addresses(services, kafka, postgres);
  }

  public URI of(ServiceName service) { return services.get(service.shortName()); }

  static Addresses read(Properties properties) {
    Map<String, URI> services = new LinkedHashMap<>();
    for (ServiceName service : ServiceName.values()) {
      services.put(service.shortName(), URI.create(properties.getProperty(service.shortName())));
    }
    return new Addresses(services, properties.getProperty("kafka"), properties.getProperty("postgres"));
  }

  String written() {
    StringBuilder text = new StringBuilder("# Where the running installation listens; written by deploy/up.\n");
    services.forEach((name, address) -> text.append(name).append('=').append(address).append('\n'));
    return text.append("kafka=").append(kafka).append("\npostgres=").append(postgres).append('\n').toString();
  }
}
