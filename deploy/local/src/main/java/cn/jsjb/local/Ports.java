package cn.jsjb.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports. */
final class Ports {
  /**
   * Below the range from which Linux gives ports to outgoing connections. There, a client that keeps knocking at a
   * killed server is now and then given that very port, talks to itself, and the server cannot come back.
   */
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** By chance rather than by counting, so that two processes seldom pick the same. */
  static int free() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new BackingUnavailable("No free port was found between %d and %d.".formatted(FIRST, LAST));
  }

  /** The wish, made sure of; a free one where there is no wish. */
  static int free(int wish, String whose, String setting) {
    if (wish == 0) {
      return free();
    }
    if (!isFree(wish)) {
      throw new BackingUnavailable("Port %d, meant for %s, is taken by another program; stop that, or choose another port (%s; 0 takes any free one)."
          .formatted(wish, whose, setting));
    }
    return wish;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: connections of a stopped server that linger in TIME_WAIT are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
