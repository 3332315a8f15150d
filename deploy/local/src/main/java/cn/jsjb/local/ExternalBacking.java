package cn.jsjb.local;

import java.util.List;

/** The first rung: servers that someone else runs. They are not touched until asked, so a service may start before them. */
record ExternalBacking(String kafkaBootstrap, PgServer pg) implements Backing {
  private static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
  private static final String PG = "PG_URL";

  /** One address of two is taken as an oversight: to embed the other silently would split the truth. */
  static boolean isAskedFor(Settings settings) {
    List<String> missing = missing(settings);
    if (missing.size() == 1) {
      throw new BackingUnavailable("%s is not set though its companion is; set both %s and %s, or neither.".formatted(missing.getFirst(), KAFKA, PG));
    }
    return missing.isEmpty();
  }

  static ExternalBacking from(Settings settings) {
    List<String> missing = missing(settings);
    if (!missing.isEmpty()) {
      throw new BackingUnavailable("External servers were asked for, but %s is not set.".formatted(String.join(" and ", missing)));
    }
    return new ExternalBacking(settings.find(KAFKA).orElseThrow(), PgServer.at(settings.find(PG).orElseThrow()));
  }

  @Override
  public String description() {
    return "external Kafka at %s, external %s".formatted(kafkaBootstrap, pg);
  }

  @Override
  public void close() {
    // Not ours to stop.
  }

  private static List<String> missing(Settings settings) {
    return List.of(KAFKA, PG).stream().filter(name -> settings.find(name).isEmpty()).toList();
  }
}
