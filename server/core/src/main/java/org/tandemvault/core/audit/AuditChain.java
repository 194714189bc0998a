package org.tandemvault.core.audit;

import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.MessageAuthenticator;

/**
 * One node's own chain: whose it is, where it is kept and what signs it.
 *
 * @param authenticator of the purpose audit chain, from the keyring, so that old signatures stay
 *     good when the master key is changed
 */
public record AuditChain(NodeId node, AuditEvents events, MessageAuthenticator authenticator) {}
