package org.tandemvault.boot;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.ha.Peer;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.web.peer.PeerAddress;
import org.tandemvault.web.peer.TlsPeerLink;

/**
 * The peers of {@code replication.conf}, this node's key for them and the way to them.
 *
 * @param addresses of those whose certificate is there; to the others there is no way
 */
record PeerConnections(
    CertifiedKey own, List<Peer> peers, List<PeerAddress> addresses, TlsPeerLink link) {

  private static final Logger LOG = LoggerFactory.getLogger(PeerConnections.class);

  /** The entry in the key store that the launcher made. */
  private static final String ALIAS = "heartbeat";

  static PeerConnections of(VaultConf conf, ConfValueCipher cipher) {
    ReplicationConf.Heartbeat heartbeat = conf.replication().heartbeat();
    CertifiedKey own;
    try (Secret password = heartbeat.keystorePassword().open(cipher)) {
      own = CertifiedKey.readPkcs12(heartbeat.keystore(), password, ALIAS);
    }
    var peers = new ArrayList<Peer>();
    var addresses = new ArrayList<PeerAddress>();
    for (ReplicationConf.Peer peer : conf.replication().peers()) {
      NodeId node = new NodeId(peer.id());
      Optional<X509Certificate> certificate = certificate(peer);
      certificate.ifPresent(
          shown ->
              addresses.add(
                  new PeerAddress(node, peer.heartbeat().host(), peer.heartbeat().port(), shown)));
      peers.add(
          new Peer(
              node,
              NodeRole.valueOf(peer.role().name()),
              peer.url(),
              certificate.map(shown -> shown.getNotAfter().toInstant())));
    }
    return new PeerConnections(own, peers, addresses, new TlsPeerLink(own, addresses));
  }

  /** A node must start without its peers, so a missing certificate is told and shown as Failed. */
  private static Optional<X509Certificate> certificate(ReplicationConf.Peer peer) {
    try {
      return Optional.of(CertificateFiles.read(peer.certificate()).getFirst());
    } catch (CertificateProblemException e) {
      LOG.error(
          "Node {} is not believed: {} Put its conf/heartbeat.pem there and start this node again",
          peer.id(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
