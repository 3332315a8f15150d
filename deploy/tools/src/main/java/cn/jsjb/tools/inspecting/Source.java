package cn.jsjb.tools.inspecting;

import cn.jsjb.log.EventLog;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
