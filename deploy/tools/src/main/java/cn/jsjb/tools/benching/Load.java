package cn.jsjb.tools.benching;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Posts over connections that are kept, each waiting for its answer before the next: as many at a time as there are connections. Written on
 * sockets, because a client that shares two cores with what it measures has to cost next to nothing.
 */
final class Load {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private Load() {}

  /** Requests a second that were answered with 202; fails when others were. */
  static double run(int connections, Duration length, URI address, String token, Supplier<byte[]> bodies) throws InterruptedException, IOException {
    LongAdder accepted = new LongAdder();
    LongAdder others = new LongAdder();
    long began = System.nanoTime();
    long end = began + length.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      clients.add(threads.submit(() -> {
        try (Connection connection = new Connection(address, token)) {
          while (System.nanoTime() < end) {
            (connection.post(bodies.get()) == 202 ? accepted : others).increment();
          }
        }
        return null;
      }));
    }
    threads.shutdown();
    for (Future<?> client : clients) {
      try {
        client.get();
      } catch (ExecutionException broken) {
        throw new IOException("%s: %s".formatted(address, broken.getCause()), broken.getCause());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (others.sum() > 0) {
      throw new IOException("%,d of %,d requests to %s were not answered with 202".formatted(others.sum(), others.sum() + accepted.sum(), address));
    }
    return accepted.sum() / seconds;
  }

  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] head;
    private final byte[] line = new byte[8_192];
    private byte[] request = new byte[4_096];

    Connection(URI address, String token) throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      out = socket.getOutputStream();
      in = new BufferedInputStream(socket.getInputStream(), 4_096);
      head = "POST %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: ".formatted(
          address.getPath(), address.getHost(), address.getPort(), token).getBytes(StandardCharsets.US_ASCII);
    }

    /** @return the status */
    int post(byte[] body) throws IOException {
      byte[] rest = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      int n = head.length + rest.length + body.length;
      request = request.length < n ? new byte[2 * n] : request;
      System.arraycopy(head, 0, request, 0, head.length);
      System.arraycopy(rest, 0, request, head.length, rest.length);
      System.arraycopy(body, 0, request, head.length + rest.length, body.length);
      out.write(request, 0, n);
      line();
      int status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
      int content = 0;
      for (int length = line(); length > 0; length = line()) {
        content = isLength() ? number(LENGTH.length, length) : content;
      }
      in.skipNBytes(content);
      return status;
    }

    /** Reads a line into {@link #line}; returns its length. */
    private int line() throws IOException {
      int n = 0;
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("the connection was closed");
        }
        line[n++] = (byte) b;
      }
      return n - 1;
    }

    private boolean isLength() {
      for (int i = 0; i < LENGTH.length; i++) {
        if ((line[i] | 0x20) != (LENGTH[i] | 0x20)) {
          return false;
        }
      }
      return true;
    }

    private int number(int from, int to) {
      int number = 0;
      for (int i = from; i < to; i++) {
        number = line[i] == ' ' ? number : number * 10 + line[i] - '0';
      }
      return number;
    }

    @Override public void close() throws IOException { socket.close(); }
  }
}
