package org.tandemvault.tools;

import java.io.PrintWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.pack.PackException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.db.backup.BackupException;
import org.tandemvault.db.bundled.BundledPostgresException;
import org.tandemvault.db.move.MoveException;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.schema.NodeDatabaseException;
import org.tandemvault.db.tls.NoCertificateException;
import org.tandemvault.tools.backup.BackupCommand;
import org.tandemvault.tools.backup.RestoreCommand;
import org.tandemvault.tools.certificate.ImportCert;
import org.tandemvault.tools.change.ChangeDb;
import org.tandemvault.tools.keys.RotateKey;
import org.tandemvault.tools.pack.HaPackTool;
import org.tandemvault.tools.promotion.Promote;
import org.tandemvault.tools.replication.ConfigureReplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tools' entry: one command for each script in {@code bin}. */
@Command(
    name = "tools",
    description = "Works on the databases of Tandem Vault.",
    mixinStandardHelpOptions = true)
public final class Tools {
  private static final List<Logger> DRIVERS =
      List.of(Logger.getLogger("org.postgresql"), Logger.getLogger("com.microsoft.sqlserver.jdbc"));

  /** A flag that there is not, with or without a value that must not be repeated. */
  private static final Pattern PASSWORD_FLAG = Pattern.compile("(?is)--?[a-z-]*password.*");

  private Tools() {}

  public static void main(String[] words) {
    Logger.getLogger("").setLevel(Level.WARNING);
    // what they have to say is in what they throw
    DRIVERS.forEach(driver -> driver.setLevel(Level.OFF));
    int code = commandLine().execute(words);
    if (code != ToolExit.DONE.code()) {
      System.exit(code);
    }
  }

  /** All commands. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Tools());
    line.addSubcommand("configure-replication", ConfigureReplication.commandLine());
    line.addSubcommand("import-cert", new ImportCert());
    line.addSubcommand("change-db", new ChangeDb());
    line.addSubcommand("rotate-key", RotateKey.commandLine());
    line.addSubcommand("promote", new Promote());
    line.addSubcommand("ha-pack", new HaPackTool());
    line.addSubcommand("backup", new BackupCommand());
    line.addSubcommand("restore", new RestoreCommand());
    return handling(line);
  }

  /** Lets a command tell what is wrong as all of them do. */
  public static CommandLine handling(CommandLine line) {
    return line.setParameterExceptionHandler((e, words) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, command, parsed) -> tell(e, command.getErr()));
  }

  private static int wrongUsage(CommandLine.ParameterException e) {
    String told =
        e instanceof CommandLine.UnmatchedArgumentException unknown
                && unknown.getUnmatched().stream().anyMatch(PASSWORD_FLAG.asMatchPredicate())
            ? "No password is taken from the command line, where others can read it: name a file"
                + " (a flag that ends in -password-file), or type it when asked"
            : e.getMessage();
    e.getCommandLine().getErr().println(told + " (--help tells the usage)");
    return ToolExit.WRONG_USAGE.code();
  }

  /** What a person can mend is told in one line; all else with its trace. */
  private static int tell(Exception e, PrintWriter err) {
    return switch (e) {
      case ToolException tool -> line(err, tool, tool.exit());
      case ConfException conf -> line(err, conf, ToolExit.CONFIGURATION);
      case MoveException move -> line(err, move, exit(move));
      case BackupException backup -> line(err, backup, exit(backup));
      case BundledPostgresException bundled -> line(err, bundled, ToolExit.CONFIGURATION);
      case NoCertificateException server -> line(err, server, ToolExit.UNREACHABLE);
      case PackException pack ->
          line(err, pack, pack.isAboutSecret() ? ToolExit.REFUSED : ToolExit.CONFIGURATION);
      case CryptoException key -> line(err, key, ToolExit.CONFIGURATION);
      case NodeDatabaseException database -> line(err, database, exit(database));
      case UnavailableException silent -> line(err, silent, ToolExit.UNREACHABLE);
      case ReplicationException replication -> line(err, replication, exit(replication));
      default -> {
        e.printStackTrace(err);
        err.flush();
        yield ToolExit.UNEXPECTED.code();
      }
    };
  }

  private static ToolExit exit(ReplicationException e) {
    return switch (e.reason()) {
      case UNREACHABLE -> ToolExit.UNREACHABLE;
      case DENIED -> ToolExit.REFUSED;
      case NO_DATABASE -> ToolExit.NO_SUCH_THING;
      case REFUSED, UNTRUSTED -> ToolExit.CONFIGURATION;
      case FAILED -> ToolExit.UNEXPECTED;
    };
  }

  private static ToolExit exit(BackupException e) {
    return switch (e.reason()) {
      case NO_FILE -> ToolExit.NO_SUCH_THING;
      case IN_THE_WAY, DENIED, BUSY -> ToolExit.REFUSED;
      case BROKEN -> ToolExit.UNEXPECTED;
      case NEWER -> ToolExit.CONFIGURATION;
      case UNPROVEN -> ToolExit.VERIFICATION_FAILED;
    };
  }

  private static ToolExit exit(MoveException e) {
    return switch (e.reason()) {
      case UNREACHABLE -> ToolExit.UNREACHABLE;
      case CERTIFICATE, NOT_THE_SAME -> ToolExit.VERIFICATION_FAILED;
      case REFUSED -> ToolExit.REFUSED;
      case UNFIT -> ToolExit.CONFIGURATION;
      case BROKEN -> ToolExit.UNEXPECTED;
    };
  }

  private static ToolExit exit(NodeDatabaseException e) {
    return switch (e.reason()) {
      case UNREACHABLE -> ToolExit.UNREACHABLE;
      case MIGRATION_FAILED -> ToolExit.UNEXPECTED;
      case NEWER, NOT_MIGRATED, WRONG_KEY, NODE_RUNS_ALREADY -> ToolExit.CONFIGURATION;
    };
  }

  private static int line(PrintWriter err, Exception e, ToolExit exit) {
    err.println(e.getMessage());
    err.flush();
    return exit.code();
  }
}
