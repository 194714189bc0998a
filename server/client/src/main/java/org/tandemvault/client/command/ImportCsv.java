package org.tandemvault.client.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.tandemvault.client.Imported;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Imports a CSV file, all or nothing, on the primary. Columns:",
      "resource,type,address,folder,description,login,password,notes"
    })
final class ImportCsv implements Callable<Integer> {

  private final Vault vault;

  @Parameters(paramLabel = "FILE", description = "the file, - for standard input")
  private String file = "";

  @Option(names = "--dry-run", description = "check it and change nothing")
  private boolean dryRun;

  ImportCsv(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    try (VaultClient client = vault.connect()) {
      Imported done = file.equals("-") ? ofInput(client) : ofFile(client);
      String would = dryRun ? "would be " : "";
      vault
          .printer()
          .result(
              done,
              List.of(
                  "%d %screated, %d %supdated, %d equal already"
                      .formatted(done.created(), would, done.updated(), would, done.skipped())));
    }
    return Exit.DONE.code();
  }

  private Imported ofFile(VaultClient client) {
    try {
      return client.importCsv(Path.of(file), dryRun);
    } catch (FileNotFoundException e) {
      throw new CommandException(
          Exit.NO_SUCH_THING, "The file " + file + " is not there, or you may not read it.", e);
    }
  }

  private Imported ofInput(VaultClient client) {
    byte[] csv = new byte[0];
    try {
      csv = vault.around().in().readAllBytes();
      return client.importCsv(csv, dryRun);
    } catch (IOException e) {
      throw new CommandException(Exit.UNEXPECTED, "Standard input can't be read.", e);
    } finally {
      Arrays.fill(csv, (byte) 0);
    }
  }
}
