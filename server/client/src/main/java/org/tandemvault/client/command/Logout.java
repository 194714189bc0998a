package org.tandemvault.client.command;

import java.net.URI;
import java.util.concurrent.Callable;
import org.tandemvault.client.RefusedException;
import org.tandemvault.client.VaultClient;
import org.tandemvault.client.VaultClientException;
import picocli.CommandLine.Command;

@Command(name = "logout", description = "Ends the kept sessions and forgets them.")
final class Logout implements Callable<Integer> {

  private final Vault vault;

  Logout(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    var files = new TokenFiles(vault.around());
    Exit exit = Exit.DONE;
    try (VaultClient client = vault.connect(files)) {
      for (URI server : client.configured().all()) {
        if (files.hasSession(server)) {
          exit = end(client, files, server) ? exit : Exit.UNREACHABLE;
        }
      }
    }
    return exit.code();
  }

  private boolean end(VaultClient client, TokenFiles files, URI server) {
    try {
      client.signOut(server);
      return true;
    } catch (RefusedException overAlready) {
      return true;
    } catch (VaultClientException e) {
      vault
          .around()
          .err()
          .println(
              Plain.line(server + ": the session may go on until it expires. " + e.getMessage()));
      return false;
    } finally {
      files.forget(server);
    }
  }
}
