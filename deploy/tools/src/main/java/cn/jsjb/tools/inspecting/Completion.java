package cn.jsjb.tools.inspecting;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a shell needs to complete {@code deploy/inspect}. */
@Command(name = "completion", description = {"命令行补全脚本。", "Prints a script for the completion of this command in bash or zsh."},
    exitCodeListHeading = "%n退出码 / Exit codes:%n", exitCodeList = {"0:已输出 / printed", "2:用法有误 / wrong usage"},
    footer = {"", "bash: source <(deploy/inspect completion bash)", "zsh:  source <(deploy/inspect completion zsh)"})
final class Completion implements Callable<Integer> {
  enum Shell { bash, zsh }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override public Integer call() {
    CommandLine inspect = spec.parent().commandLine();
    // A shell finds the completion of deploy/inspect under the last part of its path.
    String script = AutoComplete.bash("inspect", inspect);
    System.out.print(shell == Shell.zsh ? script.replaceFirst("\n", "\nautoload -U +X compinit && compinit\n") : script);
    return 0;
  }
}
