package org.tandemvault.client.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tandemvault.client.SecretChars;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = {
      "Changes a password, on the primary.",
      "The new one is read from standard input or asked for on a terminal."
    })
final class SetPassword implements Callable<Integer> {

  private final Vault vault;

  @Parameters(paramLabel = "RESOURCE/LOGIN", description = "the account, or its id")
  private String name = "";

  @Option(names = "--generate", description = "let the vault make one by the account's policy")
  private boolean generate;

  @Option(names = "--exact", description = "a line end at the end belongs to the password")
  private boolean exact;

  SetPassword(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    try (VaultClient client = vault.connect()) {
      long version = generate ? generated(client) : changed(client);
      vault
          .printer()
          .result(Map.of("version", version), List.of(name + " now has version " + version));
    }
    return Exit.DONE.code();
  }

  private long generated(VaultClient client) {
    return client.generatePassword(new Chosen(client).account(name));
  }

  private long changed(VaultClient client) {
    try (SecretChars password = password()) {
      if (password.isEmpty()) {
        throw new CommandException(
            Exit.WRONG_USAGE, "The new password is empty; nothing was changed.");
      }
      return client.changePassword(new Chosen(client).account(name), password);
    }
  }

  private SecretChars password() {
    var passwords = new Passwords(vault.around());
    return vault.around().tty().in()
        ? passwords.typedTwice("New password of " + name)
        : passwords.ofInput(exact);
  }
}
