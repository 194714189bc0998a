package org.tandemvault.tools.node;

import java.util.Map;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.ReplicationConf.Peer;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.replication.ReplicationSite;
import org.tandemvault.db.replication.ServerAccess;

/** A peer's database as this node's conf knows it. */
public final class PeerDatabase {
  private final VaultConf conf;
  private final Peer peer;
  private final ReplicationConf.PeerDatabase at;

  private PeerDatabase(VaultConf conf, Peer peer, ReplicationConf.PeerDatabase at) {
    this.conf = conf;
    this.peer = peer;
    this.at = at;
  }

  /** Empty if the conf does not name it. */
  public static Optional<PeerDatabase> of(VaultConf conf, Peer peer) {
    return peer.database().map(at -> new PeerDatabase(conf, peer, at));
  }

  public Peer peer() {
    return peer;
  }

  /** The same as the sender of a copy. */
  public Server server() {
    return new Server(
        new ReplicationSite(
            new NodeId(peer.id()),
            "",
            new ReplicationSite.Route(at.address().host(), "", at.address().port(), at.name()),
            new ReplicationSite.Identity("", "", "")),
        access());
  }

  /** As one who may read what is published. */
  public ServerAccess access() {
    ReplicationConf.Identity files = identity();
    DatabaseAddress address =
        new DatabaseAddress(
            DatabaseConf.Engine.POSTGRESQL,
            at.address().host(),
            at.address().port(),
            at.name(),
            Optional.of(at.authority()),
            true);
    return ServerAccess.ofReplicationRole(
        address, new ServerAccess.ClientCertificate(files.certificate(), files.key()));
  }

  /**
   * How this node's database reaches it: as it did before, in whatever role; else as the conf says.
   *
   * @param before by which way this database followed others
   */
  public String way(Map<ReplicationChannel, String> before) {
    return before.entrySet().stream()
        .filter(known -> leadsHere(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(this::wayOfConf);
  }

  /** A standby's channel comes from its one primary; a primary's is named for the standby. */
  private boolean leadsHere(ReplicationChannel channel) {
    return channel.direction() == ReplicationChannel.Direction.TO_STANDBY
        ? channel.standby().value().equals(conf.node().id())
        : channel.standby().value().equals(peer.id());
  }

  private String wayOfConf() {
    ReplicationConf.Identity files = identity();
    return new ReplicationSite(
            new NodeId(peer.id()),
            "",
            new ReplicationSite.Route(at.address().host(), "", at.address().port(), at.name()),
            new ReplicationSite.Identity("", "", ""))
        .connectionFrom(
            new ReplicationSite.Identity(
                at.authority().toString(), files.certificate().toString(), files.key().toString()));
  }

  private ReplicationConf.Identity identity() {
    return conf.replication()
        .identity()
        .orElseGet(
            () -> {
              var own = BundledPostgres.replicationFiles(conf, peer.id());
              return new ReplicationConf.Identity(own.certificate(), own.key());
            });
  }
}
