package org.tandemvault.web.rest.node;

import java.time.Instant;
import org.tandemvault.core.node.HaProof;

/**
 * How a fire drill ended.
 *
 * @param node the standby it was made on
 * @param ok true if emergency access was proven to work
 * @param summary each check in words, or what failed and what to do
 */
public record ProofAnswer(String node, Instant at, boolean ok, String summary) {
  static ProofAnswer of(HaProof proof) {
    return new ProofAnswer(proof.node().value(), proof.at(), proof.ok(), proof.summary());
  }
}
