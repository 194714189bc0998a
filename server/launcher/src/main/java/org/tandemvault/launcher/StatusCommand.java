package org.tandemvault.launcher;

import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells whether one node is healthy. */
@Command(
    name = "status",
    description = "Tells how a node is; exits with 0 when it is healthy, else with 4.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private ConfFolderOption conf;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    VaultConf node = conf.load();
    PrintWriter out = spec.commandLine().getOut();
    OptionalLong pid = new BackgroundNode(node).pid();
    HealthProbe.Answer answer = new HealthProbe(node).ask();
    out.println("Node     " + node.node().id() + ", " + process(pid));
    out.println("Address  " + node.server().https().url() + ", " + told(answer));
    if (node.database().engine() == DatabaseConf.Engine.EMBEDDED) {
      out.println("Database bundled, " + process(BundledPostgres.of(node).pid()));
    }
    return (pid.isPresent() && answer.ready() ? ExitCode.DONE : ExitCode.UNREACHABLE).code();
  }

  private static String process(OptionalLong pid) {
    return pid.isPresent() ? "process " + pid.getAsLong() : "not running";
  }

  private static String told(HealthProbe.Answer answer) {
    if (answer.ready()) {
      return "ready";
    }
    return answer.status() > 0
        ? "not ready (" + answer.status() + ")"
        : "no answer (" + answer.text() + ")";
  }
}
