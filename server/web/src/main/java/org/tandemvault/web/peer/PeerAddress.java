package org.tandemvault.web.peer;

import java.security.cert.X509Certificate;
import org.tandemvault.core.node.NodeId;

/**
 * Where a peer's heartbeat listener is, and the certificate it must show.
 *
 * @param host a name or an address; looked up at every question
 */
public record PeerAddress(NodeId node, String host, int port, X509Certificate certificate) {

  /** For messages: {@code vault2.example.org:7274}. */
  String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
