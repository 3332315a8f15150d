package cn.jsjb.tools.running;

import cn.jsjb.local.Backing;
import cn.jsjb.local.Child;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One service without the others, exactly as {@code deploy/up} starts it; or another program with the same flags, to compare it with. */
public final class Alone implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final BooleanSupplier alive;
  private final Supplier<String> lastWords;
  private final Runnable stop;

  private Alone(String name, BooleanSupplier alive, Supplier<String> lastWords, Runnable stop) {
    this.name = name;
    this.alive = alive;
    this.lastWords = lastWords;
    this.stop = stop;
  }

  public static Alone service(ServiceName name, Path house, Installation installation, Addresses addresses, Backing backing) {
    Service service = Service.of(name, house, installation, addresses, "127.0.0.1", backing, new Console());
    service.start();
    return new Alone(service.name(), service::isAlive, service::lastWords, service::stop);
  }

  public static Alone jar(String name, Path jar, Installation installation, Map<String, String> environment) {
    try {
      Files.createDirectories(installation.logs());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(flags());
    command.addAll(List.of("-jar", jar.toString()));
    Path output = installation.logs().resolve(name + ".out");
    Child child = Child.start(name, List.of(), "TERM", command, installation.logs(), output, environment);
    return new Alone(name, child::isAlive, () -> "see " + output, () -> child.stop("TERM", STOP));
  }

  /** Of the JVM of every service. */
  public static List<String> flags() { return Service.MODEST; }

  public String name() { return name; }

  public boolean isAlive() { return alive.getAsBoolean(); }

  public String lastWords() { return lastWords.get(); }

  @Override public void close() { stop.run(); }
}
