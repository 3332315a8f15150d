package cn.jsjb.tools.benching;

import cn.jsjb.local.Backing;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor seconds used so far, here and by the servers we started: says what a round cost even where other programs disturbed its time. */
record Cpu(double here, double kafka, double postgres) {
  static Cpu nowHere() { return new Cpu(ProcessHandle.current().info().totalCpuDuration().map(Cpu::seconds).orElse(0.0), 0, 0); }

  static Cpu now(Backing backing) {
    double here = nowHere().here;
    try {
      return new Cpu(here, of(backing.kafkaProcess().toHandle()), of(backing.postgresProcess().toHandle()));
    } catch (UnsupportedOperationException notOurs) {
      return new Cpu(here, 0, 0);
    }
  }

  private static double of(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).mapToDouble(p -> p.info().totalCpuDuration().map(Cpu::seconds).orElse(0.0)).sum();
  }

  private static double seconds(Duration duration) { return duration.toMillis() / 1000.0; }

  String since(Cpu before) { return "cpu s here %.1f, Kafka %.1f, PostgreSQL %.1f".formatted(here - before.here, kafka - before.kafka, postgres - before.postgres); }
}
