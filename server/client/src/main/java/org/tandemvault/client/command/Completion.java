package org.tandemvault.client.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
    name = "completion",
    description = {
      "Prints what completes this command in bash and zsh:",
      "source <(bin/vault.sh completion)"
    })
final class Completion implements Callable<Integer> {

  private final Vault vault;

  Completion(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    vault.around().out().print(AutoComplete.bash("vault", Vault.commandLine(vault.around())));
    vault.around().out().println("complete -F _complete_vault -o default vault.sh bin/vault.sh");
    return Exit.DONE.code();
  }
}
