package cn.jsjb.tools.running;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a port is free, and who has it: as far as Linux' {@code /proc} shows that to us. */
final class Listening {
  private Listening() {}

  static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: connections of a stopped server that linger are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Empty also where the process is another user's. */
  static Optional<ProcessHandle> holder(int port) {
    Set<String> sockets = sockets(port);
    return sockets.isEmpty() ? Optional.empty() : ProcessHandle.allProcesses().filter(process -> holdsOne(process, sockets)).findFirst();
  }

  /** {@code process 4711 (java)}. */
  static String describe(ProcessHandle process) {
    String program = process.info().command().map(command -> Path.of(command).getFileName().toString()).orElse("of another user");
    return "process %d (%s)".formatted(process.pid(), program);
  }

  private static Set<String> sockets(int port) {
    Set<String> sockets = new HashSet<>();
    String ending = ":%04X".formatted(port);
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          String[] fields = line.strip().split("\\s+");
          // 0A is LISTEN; the tenth field is the inode.
          if (fields.length > 9 && fields[1].endsWith(ending) && fields[3].equals("0A")) {
            sockets.add("socket:[" + fields[9] + "]");
          }
        }
      } catch (IOException noSuchTable) {
        // Then nobody can say.
      }
    }
    return sockets;
  }

  private static boolean holdsOne(ProcessHandle process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      for (Path file : files) {
        if (sockets.contains(link(file))) {
          return true;
        }
      }
    } catch (IOException goneOrSomebodyElses) {
      // Not to be known.
    }
    return false;
  }

  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
