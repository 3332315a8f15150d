package cn.jsjb.tools.running;

import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code --demo}: the simulator in a JVM of its own, which gives its memory back when the month is in. */
final class Demo {
  private static final List<String> A_MONTH = List.of("simulate", "--days", "30", "--per-day", "200", "--seed", "1", "--target", "log");

  private Demo() {}

  static Process start(Installation installation, Console console) {
    console.say("--demo: playing a month of a city's complaints in (deploy/%s)…", String.join(" ", A_MONTH));
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Djsjb.home=" + System.getProperty("jsjb.home"), "-Djsjb.terminal=" + System.getProperty("jsjb.terminal"),
        "--enable-native-access=ALL-UNNAMED",
        "-cp", System.getProperty("java.class.path"), "cn.jsjb.tools.Main"));
    command.addAll(A_MONTH);
    command.addAll(List.of("--data", installation.root().toString()));
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException refused) {
      throw new Trouble(refused, "The simulator could not be started: %s", refused.getMessage());
    }
  }
}
