package org.tandemvault.client.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tandemvault.client.Origin;
import org.tandemvault.client.Servers;
import org.tandemvault.client.Tokens;
import org.tandemvault.client.VaultClient;
import org.tandemvault.client.VaultClientBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code vault} with the options that all its parts share. */
@Command(
    name = "vault",
    description = {
      "Passwords from the primary, or from a standby when the primary is gone.",
      "The token is taken from VAULT_TOKEN or ~/.config/tandem-vault/token."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused, 4 unreachable,",
      "5 verification failed, 6 no such thing, 78 configuration error."
    })
public final class Vault implements Runnable {

  private final Surroundings around;

  @Option(
      names = "--server",
      paramLabel = "URL",
      split = ",",
      scope = ScopeType.INHERIT,
      description = "the servers, the primary first (VAULT_SERVER)")
  private List<String> servers = List.of();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "the authority that vouches for them, PEM (VAULT_CACERT)")
  private Optional<Path> authority = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      scope = ScopeType.INHERIT,
      defaultValue = "plain",
      description = "plain, json or table")
  private OutputForm output = OutputForm.plain;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "tells the usage")
  private boolean help;

  Vault(Surroundings around) {
    this.around = around;
  }

  public static void main(String[] words) {
    System.exit(run(Surroundings.ofProcess(), words));
  }

  /** Runs the command and answers its exit code. */
  static int run(Surroundings around, String... words) {
    int code = commandLine(around).execute(words);
    if (around.out().checkError() && code == Exit.DONE.code()) {
      around.err().println("Standard output can't be written; what it got is not whole.");
      return Exit.UNEXPECTED.code();
    }
    return code;
  }

  static CommandLine commandLine(Surroundings around) {
    var vault = new Vault(around);
    CommandLine line =
        new CommandLine(vault)
            .addSubcommand(new Login(vault))
            .addSubcommand(new Logout(vault))
            .addSubcommand(new Ls(vault))
            .addSubcommand(new Get(vault))
            .addSubcommand(new SetPassword(vault))
            .addSubcommand(new Generate(vault))
            .addSubcommand(new ImportCsv(vault))
            .addSubcommand(new ExportCsv(vault))
            .addSubcommand(new Audit(vault))
            .addSubcommand(new Ha(vault))
            .addSubcommand(new Completion(vault));
    return line.setOut(new PrintWriter(around.out(), true))
        .setErr(new PrintWriter(around.err(), true))
        .setParameterExceptionHandler((e, given) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, command, parsed) -> Endings.tell(e, around.err()).code());
  }

  /** Without a part there is nothing to do. */
  @Override
  public void run() {
    throw new CommandException(
        Exit.WRONG_USAGE,
        "Say what to do: login logout ls get set generate import export audit ha completion"
            + " (--help tells more).");
  }

  Surroundings around() {
    return around;
  }

  OutputForm output() {
    return output;
  }

  Printer printer() {
    return new Printer(around.out(), output);
  }

  /** A client with the user's tokens; the caller closes it. */
  VaultClient connect() {
    return connect(new TokenFiles(around));
  }

  VaultClient connect(Tokens tokens) {
    return connect(tokens, servers());
  }

  VaultClient connect(Tokens tokens, List<String> to) {
    VaultClientBuilder builder =
        described(to)
            .tokens(tokens)
            .notices(words -> around.err().println(Plain.line(words) + " ..."));
    try {
      authority().ifPresent(builder::authority);
    } catch (IllegalArgumentException e) {
      throw new CommandException(Exit.CONFIGURATION, e.getMessage(), e);
    }
    return builder.connect();
  }

  private static VaultClientBuilder described(List<String> to) {
    try {
      return VaultClient.of(to.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new CommandException(Exit.WRONG_USAGE, e.getMessage(), e);
    }
  }

  /** Says so if it was not the primary that answered. */
  void tell(Origin origin) {
    if (origin.isStandby()) {
      around
          .err()
          .println(
              Plain.line(
                  "read from standby node "
                      + origin.node()
                      + " ("
                      + origin.server()
                      + "), data as of "
                      + origin.asOf().map(Object::toString).orElse("an unknown time")
                      + ", "
                      + origin.lagSeconds()
                      + " s behind"));
    } else if (origin.role().isEmpty() && isNotFirst(origin)) {
      around.err().println("read from " + origin.server());
    }
  }

  private boolean isNotFirst(Origin origin) {
    return !Servers.of(servers()).all().getFirst().equals(origin.server());
  }

  List<String> servers() {
    if (!servers.isEmpty()) {
      return servers;
    }
    return around
        .variable("VAULT_SERVER")
        .map(all -> List.of(all.split(",")))
        .orElseThrow(
            () ->
                new CommandException(
                    Exit.WRONG_USAGE,
                    "No server: give --server https://HOST:7272[,https://STANDBY:7273] or set"
                        + " VAULT_SERVER."));
  }

  private Optional<Path> authority() {
    return authority.or(() -> around.variable("VAULT_CACERT").map(Path::of));
  }

  private static int wrongUsage(CommandLine.ParameterException e) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(Plain.line(e.getMessage()) + " (--help tells the usage)");
    return Exit.WRONG_USAGE.code();
  }
}
