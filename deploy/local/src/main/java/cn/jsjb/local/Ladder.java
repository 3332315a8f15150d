package cn.jsjb.local;

/** Which rung is taken. */
final class Ladder {
  private Ladder() {}

  static Backing climb(Options options, Settings settings) {
    Backing backing = switch (options.mode()) {
      case AUTO -> ExternalBacking.isAskedFor(settings) ? ExternalBacking.from(settings) : EmbeddedBacking.start(options);
      case EXTERNAL -> ExternalBacking.from(settings);
      case CONTAINERS -> Containers.start(options);
      case EMBEDDED -> EmbeddedBacking.start(options);
    };
    if (options.secured() && !(backing instanceof EmbeddedBacking)) {
      backing.close();
      throw new BackingUnavailable("Only the embedded Kafka can be started secured; an external one is secured by who runs it.");
    }
    // Not on standard output: that belongs to the command that uses us.
    System.err.println("backing: " + backing.description());
    return backing;
  }
}
