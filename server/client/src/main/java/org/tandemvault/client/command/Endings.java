package org.tandemvault.client.command;

import java.io.PrintStream;
import org.tandemvault.client.OutcomeUnknownException;
import org.tandemvault.client.RefusedException;
import org.tandemvault.client.UnreachableException;
import org.tandemvault.client.UnreadableAnswerException;
import org.tandemvault.client.UntrustedServerException;
import org.tandemvault.client.VaultClientException;

/** How failures are told: one clear line, and the exit code. */
final class Endings {

  private Endings() {}

  static Exit tell(Exception e, PrintStream err) {
    return switch (e) {
      case CommandException known -> line(err, known, known.exit());
      case VaultClientException vault -> tell(vault, err);
      default -> {
        e.printStackTrace(err);
        yield Exit.UNEXPECTED;
      }
    };
  }

  private static Exit tell(VaultClientException e, PrintStream err) {
    return switch (e) {
      case RefusedException refused -> refused(refused, err);
      case UnreachableException gone -> line(err, gone, Exit.UNREACHABLE);
      case UntrustedServerException untrusted -> line(err, untrusted, Exit.CONFIGURATION);
      case OutcomeUnknownException unknown -> line(err, unknown, Exit.UNEXPECTED);
      case UnreadableAnswerException unreadable -> line(err, unreadable, Exit.UNEXPECTED);
    };
  }

  private static Exit refused(RefusedException e, PrintStream err) {
    err.println(Plain.line(e.getMessage() + advice(e)));
    e.problem()
        .errors()
        .forEach(row -> err.println(Plain.line("row " + row.row() + ": " + row.message())));
    return switch (e.status()) {
      case 401, 403, 409, 412, 429 -> Exit.REFUSED;
      case 404 -> Exit.NO_SUCH_THING;
      case 400, 405, 413, 415, 422, 428 -> Exit.WRONG_USAGE;
      case 502, 503, 504 -> Exit.UNREACHABLE;
      default -> Exit.UNEXPECTED;
    };
  }

  private static String advice(RefusedException e) {
    if (e.code().equals("password-change-needed")) {
      return " 'login' asks for a new one.";
    }
    boolean atSignIn = e.code().equals("invalid-credentials") || e.code().equals("locked");
    return e.status() == 401 && !atSignIn
        ? " Sign in there: login --server " + e.server() + " --user NAME"
        : "";
  }

  private static Exit line(PrintStream err, Exception e, Exit exit) {
    err.println(Plain.line(e.getMessage()));
    return exit;
  }
}
