package org.tandemvault.installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.tandemvault.conf.ConfException;
import org.tandemvault.crypto.CryptoException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The installer's entry: {@code setup} and {@code uninstall}. */
@Command(
    name = "installer",
    description = "Puts a node on this machine, and takes it off.",
    subcommands = Uninstall.class,
    mixinStandardHelpOptions = true)
public final class Installer {
  /** Set by the scripts in {@code bin}. */
  private static final String HOME = "tandem.home";

  /** Set when the release was unpacked for the installer alone. */
  private static final String TEMPORARY = "tandem.temporary";

  private Installer() {}

  public static void main(String[] words) {
    System.exit(commandLine().execute(words));
  }

  /** All commands. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Installer());
    line.addSubcommand("setup", new CommandLine(SetupCommand.spec()));
    return line.setExecutionStrategy(Installer::execute)
        .setParameterExceptionHandler(
            (e, words) -> {
              e.getCommandLine().getErr().println(e.getMessage() + " (--help tells the usage)");
              return SetupException.WRONG_USAGE;
            })
        .setExecutionExceptionHandler((e, command, parsed) -> tell(e, command.getErr()));
  }

  private static int execute(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (!last.commandSpec().name().equals("setup")
        || last.isUsageHelpRequested()
        || last.isVersionHelpRequested()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    try {
      return SetupCommand.run(last);
    } catch (IOException | RuntimeException e) {
      return tell(e, last.commandSpec().commandLine().getErr());
    }
  }

  private static int tell(Exception e, PrintWriter err) {
    return switch (e) {
      case SetupException setup -> line(err, setup, setup.exit());
      case ConfException conf -> line(err, conf, SetupException.CONFIGURATION);
      case CryptoException key -> line(err, key, SetupException.CONFIGURATION);
      case IOException disk -> {
        err.println(
            "A file can't be written: "
                + disk
                + ". Run this as root, or name folders of your own.");
        err.flush();
        yield SetupException.CONFIGURATION;
      }
      case UncheckedIOException disk -> line(err, disk, SetupException.CONFIGURATION);
      default -> {
        e.printStackTrace(err);
        err.flush();
        yield 1;
      }
    };
  }

  private static int line(PrintWriter err, Exception e, int exit) {
    err.println(e.getMessage());
    err.flush();
    return exit;
  }

  /** The folder that holds {@code bin}. */
  static Path homeOfScripts() {
    return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
  }

  /** Where the program is, unless it was unpacked for this run alone. */
  static Path defaultHome(boolean root) {
    if (!Boolean.getBoolean(TEMPORARY)) {
      return homeOfScripts();
    }
    if (Defaults.isWindows()) {
      return Path.of("C:/TandemVault");
    }
    return root
        ? Path.of("/opt/tandem-vault")
        : Path.of(System.getProperty("user.home"), "tandem-vault");
  }

  static Questions questions(CommandSpec spec) {
    var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new Questions(in, spec.commandLine().getOut());
  }
}
