package cn.jsjb.tools;

import cn.jsjb.local.BackingUnavailable;
import cn.jsjb.tools.benching.Bench;
import cn.jsjb.tools.inspecting.Inspect;
import cn.jsjb.tools.running.Access;
import cn.jsjb.tools.running.Up;
import cn.jsjb.tools.simulating.Simulate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.PatternFormatter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code deploy/NAME} runs: one picocli command a name, each a {@link Callable} of its exit code (0 well, 1 found or failed, 2 cannot). */
public final class Main {
  private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("up", Up::new);
    COMMANDS.put("token", Token::new);
    COMMANDS.put("access", Access::new);
    COMMANDS.put("simulate", Simulate::new);
    COMMANDS.put("inspect", Inspect::new);
    COMMANDS.put("rebuild", Rebuild::new);
    COMMANDS.put("bench", Bench::new);
  }

  private Main() {}

  public static void main(String[] arguments) {
    sayErrorsOnly();
    // Up leaves threads of HTTP and Kafka clients behind that are of no interest any more.
    System.exit(run(arguments));
  }

  /**
   * Of the libraries, not of the services: what Kafka's client thinks is told as a sentence by the command that used it. A file of properties would be
   * overruled: Quarkus, which is here with the services' classes, keeps every record of every level until an application starts, and none does.
   */
  static void sayErrorsOnly() {
    Logger root = LogContext.getLogContext().getLogger("");
    root.setLevel(Level.SEVERE);
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new PatternFormatter("%p %s%n"));
    root.addHandler(console);
  }

  static int run(String... arguments) {
    Supplier<Callable<Integer>> command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (command == null) {
      System.err.printf("%s is not a command here; there are %s.%n", arguments.length == 0 ? "(nothing)" : "deploy/" + arguments[0], COMMANDS.keySet());
      return CommandLine.ExitCode.USAGE;
    }
    return commandLine(arguments[0], command.get()).execute(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static CommandLine commandLine(String name, Callable<Integer> command) {
    CommandLine line = new CommandLine(command).setCommandName("deploy/" + name).setExecutionExceptionHandler(SENTENCES);
    addHelp(line);
    return line;
  }

  /** {@code --help} on every command and sub-command, so that none can forget it. */
  private static void addHelp(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).arity("0").type(boolean.class).description("显示本说明。", "Shows this text.").build());
    }
    line.getSubcommands().values().forEach(Main::addHelp);
  }

  /** What a person can act on is told in one sentence; anything else is ours, and shows where. */
  private static final IExecutionExceptionHandler SENTENCES = (thrown, line, parsed) -> switch (thrown) {
    case Trouble trouble -> say(line, trouble.getMessage());
    case BackingUnavailable unavailable -> say(line, unavailable.getMessage());
    default -> throw thrown;
  };

  private static int say(CommandLine line, String sentence) {
    line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + sentence);
    line.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }
}
