package org.tandemvault.tools.promotion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.OwnerOnlyFile;

/** The roles in a node's conf files, and the words it puts on record when it next starts. */
final class NewRoles {
  /** Read and deleted by the node, which makes an audit event of it. */
  private static final String NEWS = "role-change";

  private final VaultConf conf;

  NewRoles(VaultConf conf) {
    this.conf = conf;
  }

  /**
   * Writes the roles, this node's own last: from then on a running node changes sides.
   *
   * @param peerRole of each peer
   * @param news for the audit
   */
  void write(
      Role own, java.util.function.Function<ReplicationConf.Peer, Role> peerRole, String news) {
    remember(news);
    Path replication = conf.folder().resolve(ReplicationConf.FILE);
    if (conf.replication().isConfigured()) {
      ConfFile file = ConfFile.read(replication);
      for (ReplicationConf.Peer peer : conf.replication().peers()) {
        file = file.with("peer." + peer.id() + ".role", word(peerRole.apply(peer)));
      }
      file.save();
    }
    ConfFile.read(conf.folder().resolve(NodeConf.FILE)).with("node.role", word(own)).save();
  }

  private void remember(String news) {
    try {
      OwnerOnlyFile.replace(
          conf.server().folders().data().resolve(NEWS), news.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
