package org.tandemvault.client.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.client.Answer;
import org.tandemvault.client.RevealReason;
import org.tandemvault.client.Revealed;
import org.tandemvault.client.SecretChars;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = {
      "Reveals a password: it alone, byte by byte, with a line end on a terminal only.",
      "It is on record before it is told."
    })
final class Get implements Callable<Integer> {

  private final Vault vault;

  @Parameters(paramLabel = "RESOURCE/LOGIN", description = "the account, or its id")
  private String name = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "why; some policies ask for it")
  private String reason = "";

  @Option(names = "--ticket", paramLabel = "TEXT", description = "the number of a ticket")
  private String ticket = "";

  @Option(names = "--version", paramLabel = "N", description = "an older version")
  private Optional<Long> version = Optional.empty();

  Get(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    try (VaultClient client = vault.connect()) {
      String id = new Chosen(client).account(name);
      Answer<Revealed> answer = client.reveal(id, new RevealReason(reason, ticket, version));
      try (Revealed revealed = answer.value()) {
        vault.tell(answer.origin());
        if (vault.output() == OutputForm.json) {
          vault.printer().result(revealed, List.of());
        } else {
          write(vault, revealed.password());
        }
      }
    }
    return Exit.DONE.code();
  }

  /** Writes a secret as it is. */
  static void write(Vault vault, SecretChars secret) {
    byte[] bytes = secret.utf8();
    vault.around().out().write(bytes, 0, bytes.length);
    Arrays.fill(bytes, (byte) 0);
    if (vault.around().tty().out()) {
      vault.around().out().println();
    }
    vault.around().out().flush();
  }
}
