package cn.jsjb.tools.inspecting;

import cn.jsjb.log.EventLog;
import cn.jsjb.seal.MalformedSeal;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which records an inspector looks at: the live log, or an exported file far from any Kafka. */
final class Source {
  @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = {"Kafka 地址，默认为本机运行的系统。", "Kafka (default: the running installation's, else 127.0.0.1:9092)."})
  private String bootstrap;

  @Option(names = "--from-file", paramLabel = "FILE", description = {"读取导出文件，不连 Kafka。", "Reads a file of deploy/inspect export, or of kcat -C -J, instead of Kafka."})
  private Path file;

  @Option(names = "--log", paramLabel = "NAME", defaultValue = EventLog.COMPLAINTS, description = {"哪个日志。", "Which log (default: ${DEFAULT-VALUE})."})
  private String log;

  @Option(names = "--key", paramLabel = "FILE", description = "The public key of the seals (default: the installation's; GET /api/seals/key gives it).")
  private Path key;

  @Mixin private Installation installation;

  Reading open() {
    if (file == null) {
      return new LiveLog(bootstrap != null ? bootstrap : installation.addresses().kafka(), log, installation.kafkaOperator());
    }
    if (!Files.isRegularFile(file)) {
      throw new Trouble("There is no file %s.", file);
    }
    return new ExportFile(file);
  }

  String log() { return log; }

  boolean isFile() { return file != null; }

  Installation installation() { return installation; }

  /** Null when none is named and the installation has none. The installation's own says nothing about the seals of another Kafka. */
  VerifierKey sealKey() {
    if (key != null) {
      return readKey(key);
    }
    return bootstrap == null && Files.isRegularFile(installation.sealPublicKey()) ? readKey(installation.sealPublicKey()) : null;
  }

  /** A file with one or more keys as C2SP writes them, a line each: the same key under the name of each log. */
  static VerifierKey readKey(Path file) {
    try {
      List<VerifierKey> keys = Files.readString(file).lines().map(String::strip).filter(line -> !line.isEmpty()).map(VerifierKey::parse).toList();
      if (keys.isEmpty() || keys.stream().anyMatch(k -> !Arrays.equals(k.raw(), keys.getFirst().raw()))) {
        throw new Trouble("%s has to hold one public key, under as many names as you like.", file);
      }
      return keys.getFirst();
    } catch (IOException | MalformedSeal unreadable) {
      throw new Trouble(unreadable, "%s is not a public key of seals: %s", file, unreadable.getMessage());
    }
  }
}
