package cn.jsjb.tools.inspecting;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The inspectors' tool. It reads the log itself and trusts no service and no database. */
@Command(description = "The inspectors' tool: verifies, replays and exports the log and its seals, without trusting any service or database.",
    subcommands = {Verify.class, Replay.class, Export.class, Seals.class},
    footer = {"", "Exit code: 0 clean, 1 problems found, 2 wrong usage or Kafka does not answer."})
public final class Inspect implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override public Integer call() { throw new ParameterException(spec.commandLine(), "Say what to do: verify, replay, export or seals."); }
}
