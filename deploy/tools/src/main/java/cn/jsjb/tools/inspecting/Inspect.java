package cn.jsjb.tools.inspecting;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The inspectors' tool. It reads the log itself and trusts no service and no database. */
@Command(description = {"监督工具：直接读取日志，核验、回溯、导出、查封印，不依赖任何服务和数据库。", "The inspectors' tool: verifies, replays and exports the log and its seals, without trusting any service or database."},
    subcommands = {Verify.class, Replay.class, Export.class, Seals.class, Clues.class, Completion.class},
    commandListHeading = "%n命令 / Commands:%n", exitCodeListHeading = "%n退出码 / Exit codes:%n",
    exitCodeList = {"0:正常 / clean, done", "1:发现问题，或中途失败 / problems found, or failed on the way", "2:用法有误，或 Kafka 无应答 / wrong usage, or Kafka does not answer"})
public final class Inspect implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override public Integer call() { throw new ParameterException(spec.commandLine(), "请说明做什么 / say what to do: " + String.join(", ", spec.subcommands().keySet())); }
}
