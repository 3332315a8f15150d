package cn.jsjb.tools.running;

import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;

/** {@code --reset}: the log, the databases and the keys go. Only what an installation is known to write, in a folder known to be one. */
final class Reset {
  private static final List<String> OURS = List.of("kafka", "postgres", "postgres.unfinished", "postgres.log", "postgres.password", "keys", "logs", "lock",
      "addresses.properties");

  private Reset() {}

  static void wipe(Installation installation, Console console) {
    Path root = installation.root();
    List<Path> found = OURS.stream().map(root::resolve).filter(Files::exists).toList();
    if (found.isEmpty()) {
      console.say("--reset: nothing is in %s yet.", root);
      return;
    }
    if (Files.notExists(installation.issuerPrivateKey()) && Files.notExists(root.resolve("kafka/cluster.properties"))) {
      throw new Trouble("%s does not look like the data of an installation, so --reset leaves it alone; remove it yourself if you mean it.", root);
    }
    console.say("--reset: removing the log, the databases, the keys and the service logs in %s (%s; %,d MB).", root,
        found.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(", ")), size(found) / 1_000_000);
    try {
      for (Path path : found) {
        delete(path);
      }
    } catch (IOException refused) {
      throw new Trouble(refused, "--reset could not remove everything: %s", refused);
    }
  }

  private static long size(List<Path> folders) {
    long[] bytes = {0};
    for (Path folder : folders) {
      walk(folder, new SimpleFileVisitor<>() {
        @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          bytes[0] += attributes.size();
          return FileVisitResult.CONTINUE;
        }
      });
    }
    return bytes[0];
  }

  private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException unreadable) {
      // A size that is a little too small.
    }
  }

  private static void delete(Path path) throws IOException {
    Files.walkFileTree(path, new SimpleFileVisitor<>() {
      @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
