package org.tandemvault.launcher;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.pack.PackException;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.db.bundled.BundledPostgresException;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.schema.NodeDatabaseException;
import org.tandemvault.launcher.demo.DemoCommand;
import org.tandemvault.launcher.demo.LinkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry: one command for each script in {@code bin}. */
@Command(
    name = "launcher",
    description = "Runs and looks after one node of Tandem Vault.",
    subcommands = {
      RunCommand.class,
      StartCommand.class,
      StopCommand.class,
      StatusCommand.class,
      DemoCommand.class,
      LinkCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Launcher {
  private Launcher() {}

  public static void main(String[] words) {
    // a command speaks for itself; a node sends its log to a file as soon as it may write one
    Logger.getLogger("").setLevel(Level.WARNING);
    int code = commandLine().execute(words);
    if (code != ExitCode.DONE.code()) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Launcher())
        // now, since a node sends the process's streams to its log
        .setOut(new PrintWriter(System.out, true))
        .setErr(new PrintWriter(System.err, true))
        .setParameterExceptionHandler((e, words) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, line, parsed) -> tell(e, line.getErr()))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int wrongUsage(CommandLine.ParameterException e) {
    e.getCommandLine().getErr().println(e.getMessage() + " (--help tells the usage)");
    return ExitCode.WRONG_USAGE.code();
  }

  /** What a person can mend is told in one line each; all else with its trace. */
  private static int tell(Exception e, PrintWriter err) {
    return switch (e) {
      case ConfException conf -> line(err, conf.getMessage(), ExitCode.CONFIGURATION);
      case PackException pack -> line(err, pack.getMessage(), ExitCode.CONFIGURATION);
      case CryptoException key -> line(err, key.getMessage(), ExitCode.CONFIGURATION);
      case BundledPostgresException database ->
          line(err, database.getMessage(), exitCode(database));
      case NodeDatabaseException database -> line(err, database.getMessage(), exitCode(database));
      case ReplicationException database ->
          line(
              err,
              database.getMessage(),
              database.reason() == ReplicationException.Reason.UNREACHABLE
                  ? ExitCode.UNREACHABLE
                  : ExitCode.CONFIGURATION);
      case StartRefusedException refused -> line(err, refused.getMessage(), refused.exitCode());
      default -> {
        e.printStackTrace(err);
        yield ExitCode.UNEXPECTED.code();
      }
    };
  }

  private static ExitCode exitCode(BundledPostgresException database) {
    return database.reason() == BundledPostgresException.Reason.FAILED
        ? ExitCode.UNEXPECTED
        : ExitCode.CONFIGURATION;
  }

  private static ExitCode exitCode(NodeDatabaseException database) {
    return switch (database.reason()) {
      case UNREACHABLE -> ExitCode.UNREACHABLE;
      case MIGRATION_FAILED -> ExitCode.UNEXPECTED;
      case NEWER, NOT_MIGRATED, WRONG_KEY, NODE_RUNS_ALREADY -> ExitCode.CONFIGURATION;
    };
  }

  private static int line(PrintWriter err, String message, ExitCode code) {
    err.println(message);
    err.flush();
    return code.code();
  }
}
