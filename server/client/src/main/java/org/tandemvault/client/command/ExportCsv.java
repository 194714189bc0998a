package org.tandemvault.client.command;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.tandemvault.client.Answer;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Writes what you may view as CSV to standard output, whole or not at all.",
      "With --secrets each password in it is on record as a reveal."
    })
final class ExportCsv implements Callable<Integer> {

  private final Vault vault;

  @Option(names = "--secrets", description = "with passwords and notes")
  private boolean secrets;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why; without it, passwords that need one are left out")
  private String reason = "";

  ExportCsv(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    try (VaultClient client = vault.connect()) {
      Answer<byte[]> answer = client.exportCsv(secrets, reason);
      vault.tell(answer.origin());
      byte[] csv = answer.value();
      vault.around().out().write(csv, 0, csv.length);
      vault.around().out().flush();
      Arrays.fill(csv, (byte) 0);
    }
    return Exit.DONE.code();
  }
}
