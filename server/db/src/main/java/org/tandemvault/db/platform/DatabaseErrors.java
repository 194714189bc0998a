package org.tandemvault.db.platform;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.UnavailableException;

/** Turns what the database says into the vault's errors. Thread-safe. */
public final class DatabaseErrors {
  private static final Map<String, String> NAMES =
      Map.of(
          "uq_vault_user_name", "user",
          "uq_vault_group_name", "group",
          "uq_password_policy_name", "policy",
          "uq_folder_name", "folder",
          "uq_account_login", "account");

  private final Platform platform;

  public DatabaseErrors(Platform platform) {
    this.platform = platform;
  }

  /** What the database error behind an exception means; empty if there is none behind it. */
  public Optional<SqlFailure> failure(Throwable thrown) {
    return sqlException(thrown).map(platform::classify);
  }

  /** The vault's error for an exception of the database layer; any other exception as it is. */
  public RuntimeException translate(RuntimeException thrown) {
    if (!(thrown instanceof JdbiException)) {
      return thrown;
    }
    return failure(thrown).map(f -> translate(f, thrown)).orElse(thrown);
  }

  private static RuntimeException translate(SqlFailure failure, RuntimeException thrown) {
    return switch (failure.kind()) {
      case DUPLICATE -> duplicate(failure);
      case REFERENCE -> gone();
      case CONFLICTING_TRANSACTIONS ->
          unavailable("Too many changes at once got in each other's way. Try again.", thrown);
      case CONNECTION_LOST, NO_CONNECTION ->
          unavailable("The database does not answer. Try again in a moment.", thrown);
      case FULL ->
          unavailable(
              "The database is out of space or connections. Tell an administrator.", thrown);
      case READ_ONLY -> unavailable("The database takes no writes now.", thrown);
      case DENIED ->
          unavailable("The database refused this node's login or a right of it.", thrown);
      case UNSTORABLE ->
          new MalformedException(
              "A text is too long or holds characters that can't be stored.", thrown);
      case MISSING_VALUE ->
          unavailable("The database keeps no such row without all its values.", thrown);
      case TOO_LONG_TO_REPLICATE ->
          unavailable(
              "A value is longer than the database server lets replicate. Tell an administrator to"
                  + " run on both servers: exec sp_configure 'max text repl size', -1;"
                  + " reconfigure.",
              thrown);
      case TOO_SLOW -> unavailable("The database took too long. Try again.", thrown);
      case OTHER -> thrown;
    };
  }

  private static RuntimeException duplicate(SqlFailure failure) {
    String what = NAMES.getOrDefault(failure.constraint(), "");
    return what.isEmpty() ? raced() : ConflictException.nameTaken(what);
  }

  private static ConflictException raced() {
    return new ConflictException(
        "raced", "Somebody else did the same at the same moment. Load it again.");
  }

  private static ConflictException gone() {
    return new ConflictException(
        "gone", "Something this refers to was changed or deleted meanwhile. Load it again.");
  }

  private static UnavailableException unavailable(String why, Throwable cause) {
    return UnavailableException.database(why, cause);
  }

  private static Optional<SQLException> sqlException(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (at instanceof SQLException found) {
        return Optional.of(found);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
