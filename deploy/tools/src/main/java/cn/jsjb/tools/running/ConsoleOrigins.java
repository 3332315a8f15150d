package cn.jsjb.tools.running;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The addresses under which a browser may have opened the pages: all names of the host the services listen on, with the port of analytics-service. */
final class ConsoleOrigins {
  private ConsoleOrigins() {}

  /** Comma-separated, as the services take them. */
  static String of(String host, int port) {
    Set<String> hosts = new TreeSet<>(List.of("127.0.0.1", "localhost", host));
    if (host.equals("0.0.0.0") || host.equals("::")) {
      hosts.remove(host);
      hosts.addAll(ownAddresses());
    }
    return hosts.stream().map(name -> "http://%s:%d".formatted(name.contains(":") ? "[" + name + "]" : name, port)).collect(Collectors.joining(","));
  }

  private static Set<String> ownAddresses() {
    try {
      Set<String> own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).map(a -> a.getHostAddress().replaceAll("%.*", ""))
          .collect(Collectors.toCollection(TreeSet::new));
      own.add(InetAddress.getLocalHost().getHostName());
      return own;
    } catch (SocketException | java.net.UnknownHostException nameless) {
      return Set.of();
    }
  }
}
