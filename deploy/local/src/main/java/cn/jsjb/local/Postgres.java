package cn.jsjb.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of our own, durable: what it acknowledged survives its kill -9. */
final class Postgres {
  private static final String SUPERUSER = "postgres";
  /** Also a long recovery after a kill has to fit. */
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);
  /** The archive speaks no locale but C; whatever the machine is set to must not reach it. */
  private static final Map<String, String> PLAIN = Map.of("LC_ALL", "C", "LANG", "C");

  private final PgUser user;
  private final Path programs;
  private final Path data;
  private final Path log;
  private final PgServer server;
  private volatile Child child;

  private Postgres(PgUser user, Path programs, Path root, int port, String password) {
    this.user = user;
    this.programs = programs;
    this.data = root.resolve("postgres");
    this.log = root.resolve("postgres.log");
    this.server = new PgServer("127.0.0.1", port, SUPERUSER, password, "postgres", "");
  }

  /** Not started yet. */
  static Postgres in(Path root, int port, PgUser user, Path programs) {
    try {
      user.walkThrough(root);
      Path passwordFile = root.resolve("postgres.password");
      String password = password(passwordFile);
      user.own(passwordFile);
      Postgres postgres = new Postgres(user, programs, root, port, password);
      if (Files.notExists(postgres.data)) {
        postgres.initialise(passwordFile);
      }
      return postgres;
    } catch (IOException refused) {
      throw new BackingUnavailable("PostgreSQL's folder in %s could not be made: %s".formatted(root, refused), refused);
    }
  }

  PgServer server() {
    return server;
  }

  Process process() {
    return child.process();
  }

  void start() {
    Leftovers.awaitNone("Another PostgreSQL", data);
    forgetAPidThatIsSomebodyElses();
    child = Child.start("PostgreSQL", user.as(), "INT", List.of(program("postgres"), "-D", data.toString(),
        "-p", Integer.toString(server.port()),
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        // These three are the promise; on the command line, so that no file in the folder can take it back.
        "-c", "fsync=on",
        "-c", "synchronous_commit=on",
        "-c", "full_page_writes=on",
        // A period of a large city stays in memory, and its sums are not sorted on disk; what is not touched takes nothing.
        "-c", "shared_buffers=512MB",
        "-c", "work_mem=16MB",
        "-c", "max_connections=200"), data.getParent(), log, PLAIN);
    Waiting.untilOrElse(START, this::answersOrIsGone, () -> new BackingUnavailable(
        "PostgreSQL did not answer within %s; its log is %s.".formatted(START, log)));
    if (!child.isAlive()) {
      throw new BackingUnavailable("PostgreSQL ended before it answered. The end of %s:%n  %s".formatted(log, Commands.endOf(log)));
    }
  }

  /** Fast shutdown: open transactions are rolled back, nobody is waited for. */
  void stop() {
    if (child != null) {
      child.stop("INT", STOP);
    }
  }

  void kill() {
    if (child != null) {
      child.kill();
      Leftovers.awaitNone("A backend of the killed PostgreSQL", data);
    }
  }

  void restart() {
    stop();
    start();
  }

  /** Made aside and renamed when whole: an initdb that was interrupted leaves nothing that looks like data. */
  private void initialise(Path passwordFile) throws IOException {
    Path unfinished = data.resolveSibling("postgres.unfinished");
    if (Files.exists(unfinished)) {
      DataDir.delete(unfinished);
    }
    Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    user.own(unfinished);
    Child initdb = Child.start("initdb", user.as(), "KILL", List.of(program("initdb"), "-D", unfinished.toString(), "-U", SUPERUSER,
        "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--pwfile=" + passwordFile, "--no-instructions"), data.getParent(), log, PLAIN);
    if (Commands.exitCode(initdb.process()) != 0) {
      throw new BackingUnavailable("initdb failed. The end of %s:%n  %s".formatted(log, Commands.endOf(log)));
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * After kill -9 the pid file names a dead process, which PostgreSQL itself notices. But if that number lives again
   * as something else, it believes that it runs already; {@link Leftovers} has just made sure that it does not.
   */
  private void forgetAPidThatIsSomebodyElses() {
    Path pidFile = data.resolve("postmaster.pid");
    try {
      if (Files.exists(pidFile)) {
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        if (ProcessHandle.of(pid).isPresent()) {
          Files.delete(pidFile);
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      throw new BackingUnavailable("PostgreSQL's pid file %s cannot be read; look at it, and remove it if no PostgreSQL runs.".formatted(pidFile), unreadable);
    }
  }

  private boolean answersOrIsGone() {
    if (!child.isAlive()) {
      return true;
    }
    if (!Ports.answers(server.port())) {
      return false;
    }
    try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException refused) {
      if ("28P01".equals(refused.getSQLState())) {
        throw new BackingUnavailable("PostgreSQL in %s does not know the password kept beside it in postgres.password; bring back the file that was made with it.".formatted(data), refused);
      }
      return false;
    }
  }

  private String program(String name) {
    return programs.resolve("bin").resolve(name).toString();
  }

  /** Made once, readable by its owner only; other users of the machine reach the port too. */
  private static String password(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] chance = new byte[16];
      new SecureRandom().nextBytes(chance);
      Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, HexFormat.of().formatHex(chance), StandardOpenOption.WRITE);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
