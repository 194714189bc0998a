package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.function.Supplier;
import org.tandemvault.crypto.Secret;

/** A login that an agent signs in with; the password is there only while it is handed over. */
public record Credential(String user, Supplier<Secret> password) {
  @Override
  public String toString() {
    return "Credential[" + user + "]";
  }
}
