package org.tandemvault.client.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.client.Answer;
import org.tandemvault.client.SecretChars;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Makes a random password, which is kept nowhere.")
final class Generate implements Callable<Integer> {

  private final Vault vault;

  @Option(names = "--policy", paramLabel = "ID", description = "a policy's id")
  private Optional<String> policy = Optional.empty();

  @Option(names = "--length", paramLabel = "N", description = "how many characters")
  private Optional<Integer> length = Optional.empty();

  Generate(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    try (VaultClient client = vault.connect()) {
      Answer<SecretChars> answer = client.generate(policy, length);
      try (SecretChars password = answer.value()) {
        if (vault.output() == OutputForm.json) {
          vault.printer().result(Map.of("password", password), List.of());
        } else {
          Get.write(vault, password);
        }
      }
    }
    return Exit.DONE.code();
  }
}
