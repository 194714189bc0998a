package org.tandemvault.core.ha;

/** How asking a peer ended. */
public sealed interface PeerReply {

  /** It answered; whether it proved its key is not looked at yet. */
  record Answered(PeerAnswer answer) implements PeerReply {}

  /**
   * It did not.
   *
   * @param how tells a silence, which may end the next moment, from a refusal
   * @param reason one sentence; nothing secret
   * @param remedy what to do
   */
  record Unanswered(How how, String reason, String remedy) implements PeerReply {}

  /** In which way it did not answer. */
  enum How {
    /** Nothing came in time. */
    SILENT,
    /** The connection was refused or broke off. */
    REFUSED,
    /** It, or this node, did not believe the other's certificate. */
    NOT_BELIEVED,
    /** It said that its key does not open the canary. */
    WRONG_KEY
  }
}
