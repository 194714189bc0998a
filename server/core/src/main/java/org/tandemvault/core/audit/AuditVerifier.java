package org.tandemvault.core.audit;

import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.MessageAuthenticator;

/** Proves the stored chains. */
public final class AuditVerifier {

  private final Transactions transactions;
  private final AuditEvents events;
  private final MessageAuthenticator authenticator;

  public AuditVerifier(
      Transactions transactions, AuditEvents events, MessageAuthenticator authenticator) {
    this.transactions = transactions;
    this.events = events;
    this.authenticator = authenticator;
  }

  /** Verifies all chains as of now. */
  public AuditReport verify() {
    throw new IllegalStateException("unwritten");
  }
}
