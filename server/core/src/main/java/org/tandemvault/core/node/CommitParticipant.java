package org.tandemvault.core.node;

/** Takes part in a transaction's end. Called on the transaction's thread, once each. */
public interface CommitParticipant {

  /** The transaction's last statements; an exception rolls everything back. */
  void beforeCommit();

  /** Tells how it ended; must not throw. Called also if {@link #beforeCommit} was never reached. */
  void ended(Ending ending);

  /** How a transaction ended. */
  enum Ending {
    COMMITTED,
    ROLLED_BACK,
    /** The link broke before the database answered the commit: it may be there or not. */
    UNKNOWN
  }
}
