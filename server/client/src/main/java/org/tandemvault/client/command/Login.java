package org.tandemvault.client.command;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.client.Answer;
import org.tandemvault.client.RefusedException;
import org.tandemvault.client.SecretChars;
import org.tandemvault.client.Session;
import org.tandemvault.client.Tokens;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "login",
    description = {
      "Signs in on the first server that serves and keeps the session.",
      "The code of a second factor is asked for on the terminal, or taken from VAULT_TOTP."
    })
final class Login implements Callable<Integer> {

  private final Vault vault;

  @Option(names = "--user", required = true, paramLabel = "NAME", description = "who you are")
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "your password, - for standard input; asked for without it")
  private String passwordFile = "";

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "your own password, where the one you were given must be changed")
  private String newPasswordFile = "";

  Login(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    var passwords = new Passwords(vault.around());
    try (SecretChars password = passwords.own(passwordFile, "Password of " + user + ": ")) {
      if (!signIn(password, vault.servers())) {
        List<String> primary = List.of(primary().toString());
        try (SecretChars next = next(passwords)) {
          change(password, next, primary);
          signIn(next, primary);
        }
      }
    }
    return Exit.DONE.code();
  }

  /** Signs in and keeps the session; false if the password must be changed before. */
  private boolean signIn(SecretChars password, List<String> servers) {
    try (VaultClient client = vault.connect(Tokens.none(), servers)) {
      Answer<Session> answer = signIn(client, password);
      try (Session session = answer.value()) {
        if (session.mustChangePassword()) {
          return false;
        }
        URI server = answer.origin().server();
        if (session.mustSetUpSecondFactor()) {
          throw new CommandException(
              Exit.REFUSED,
              "A second factor is demanded of you: sign in at "
                  + server
                  + " with a browser, which leads you to setting it up, then here again.");
        }
        new TokenFiles(vault.around()).keep(server, session.token());
        tell(session, server);
        return true;
      }
    }
  }

  /** A session belongs to its node, and a password is changed on the primary alone. */
  private void change(SecretChars password, SecretChars next, List<String> primary) {
    try (VaultClient signingIn = vault.connect(Tokens.none(), primary);
        Session session = signIn(signingIn, password).value();
        VaultClient client = vault.connect(Tokens.everywhere(session.token()), primary)) {
      client.changeOwnPassword(password, next);
    }
  }

  private URI primary() {
    try (VaultClient client = vault.connect(Tokens.none())) {
      return client
          .active()
          .orElseThrow(
              () ->
                  new CommandException(
                      Exit.UNREACHABLE,
                      "The password you were given must be changed on the primary, which does not"
                          + " answer."));
    }
  }

  private Answer<Session> signIn(VaultClient client, SecretChars password) {
    Optional<SecretChars> known =
        vault.around().variable("VAULT_TOTP").map(code -> SecretChars.of(code.toCharArray()));
    try {
      return client.signIn(user, password, known);
    } catch (RefusedException e) {
      if (!e.code().equals("second-factor-needed")) {
        throw e;
      }
      try (SecretChars code = code()) {
        return client.signIn(user, password, Optional.of(code));
      }
    }
  }

  private SecretChars code() {
    return vault
        .around()
        .tty()
        .ask("Code of your second factor: ")
        .orElseThrow(
            () ->
                new CommandException(
                    Exit.REFUSED,
                    "A code of your second factor is needed: set VAULT_TOTP to it, or sign in on a"
                        + " terminal."));
  }

  private SecretChars next(Passwords passwords) {
    if (newPasswordFile.isEmpty() && !vault.around().tty().in()) {
      throw new CommandException(
          Exit.REFUSED,
          "The password you were given must be changed first: sign in on a terminal, or give"
              + " --new-password-file FILE.");
    }
    return newPasswordFile.isEmpty()
        ? passwords.typedTwice("The password you were given must be changed. New password")
        : passwords.own(newPasswordFile, "");
  }

  private void tell(Session session, URI server) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("server", server);
    shown.put("user", session.user());
    shown.put("expiresAt", session.expiresAt());
    vault
        .printer()
        .result(
            shown,
            List.of(
                "Signed in as "
                    + session.user().name()
                    + " at "
                    + server
                    + " until "
                    + session.expiresAt()));
  }
}
