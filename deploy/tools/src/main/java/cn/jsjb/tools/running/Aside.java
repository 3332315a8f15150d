package cn.jsjb.tools.running;

import cn.jsjb.local.Backing;
import cn.jsjb.local.Options;
import cn.jsjb.tools.Installation;

/** Kafka and PostgreSQL of an installation that does not run, without its services, for as long as something is done to its log. */
public final class Aside implements AutoCloseable {
  private final Claim claim;
  private final Backing backing;

  private Aside(Claim claim, Backing backing) {
    this.claim = claim;
    this.backing = backing;
  }

  public static Aside start(Installation installation) {
    Claim claim = Claim.of(installation);
    try {
      installation.makeKeys();
      Backing backing = Backing.start(Options.fromEnvironment().dataDir(installation.root()).kafkaPort(0).pgPort(0));
      Topics.prepare(backing.kafkaOperator());
      return new Aside(claim, backing);
    } catch (RuntimeException failed) {
      claim.close();
      throw failed;
    }
  }

  public String kafka() { return backing.kafkaBootstrap(); }

  @Override public void close() {
    backing.close();
    claim.close();
  }
}
