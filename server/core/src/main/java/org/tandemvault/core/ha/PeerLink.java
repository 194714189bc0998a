package org.tandemvault.core.ha;

import org.tandemvault.core.ha.Challenge.Question;

/**
 * The way to the applications of the other nodes, on which both sides prove who they are.
 * Thread-safe.
 */
public interface PeerLink {

  /** Asks; it returns within a few seconds, whatever the link does. */
  PeerReply ask(Peer peer, Question question);
}
