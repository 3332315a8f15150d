package cn.jsjb.local;

/** The second rung's door. Testcontainers is optional, so nothing here may load it before it is known to be there. */
final class Containers {
  private Containers() {}

  static Backing start(Options options) {
    if (options.dataDir().isPresent() || options.kafkaPort() != 0 || options.pgPort() != 0 || options.brokers() != 1) {
      throw new BackingUnavailable("Containers are thrown away, choose their own ports and hold one broker;"
          + " leave data folder, ports and brokers unset, or use BACKING=embedded.");
    }
    try {
      Class.forName("org.testcontainers.DockerClientFactory", false, Containers.class.getClassLoader());
    } catch (ClassNotFoundException optional) {
      throw new BackingUnavailable("Containers were asked for, but Testcontainers is not on the class path;"
          + " add org.testcontainers:testcontainers-kafka and testcontainers-postgresql, or use BACKING=embedded.", optional);
    }
    return ContainersBacking.start();
  }
}
