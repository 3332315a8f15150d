package cn.jsjb.local;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The folder with the broker's jars, which are on nobody's class path: they would clash with Quarkus' logging. */
final class BrokerLibrary {
  private static final String THE_BROKER = "kafka_2.13-*.jar";

  private BrokerLibrary() {}

  static Path find() {
    Set<Path> places = places();
    Path found = places.stream().filter(BrokerLibrary::holdsTheBroker).findFirst().orElseThrow(() -> new BackingUnavailable(
        "The broker's jars are in none of %s; lay them out with `mvn -pl deploy/local process-resources`, or say where they are with -Djsjb.broker.lib or JSJB_BROKER_LIB."
            .formatted(places)));
    if (brokersIn(found) > 1) {
      throw new BackingUnavailable("%s holds more than one version of the broker; run `mvn -pl deploy/local clean process-resources`.".formatted(found));
    }
    return found;
  }

  /** What was said first, but not trusted blindly: a build of one module guesses the root of all wrongly. */
  private static Set<Path> places() {
    Settings settings = Settings.ofThisProcess();
    Set<Path> places = new LinkedHashSet<>();
    settings.find("jsjb.broker.lib").map(Path::of).ifPresent(places::add);
    settings.find("JSJB_BROKER_LIB").map(Path::of).ifPresent(places::add);
    besideThisCode().ifPresent(places::add);
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("deploy/local"))) {
        places.add(folder.resolve("deploy/local/target/broker"));
      }
    }
    return places;
  }

  /** Beside {@code target/classes}, and beside the jar. */
  private static Optional<Path> besideThisCode() {
    CodeSource source = BrokerLibrary.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null || !"file".equals(source.getLocation().getProtocol())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()).resolveSibling("broker"));
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      return Optional.empty();
    }
  }

  private static boolean holdsTheBroker(Path folder) {
    return Files.isDirectory(folder) && brokersIn(folder) > 0;
  }

  private static int brokersIn(Path folder) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, THE_BROKER)) {
      int count = 0;
      for (Path ignored : jars) {
        count++;
      }
      return count;
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
