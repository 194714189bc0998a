package org.tandemvault.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;

/**
 * What a node is told before it starts.
 *
 * @param node its id, and the role that the artifact was made for
 */
record ConfiguredNode(VaultConf conf, Node node) {

  /** Set by the launcher: the folder of the conf files. */
  private static final String CONF = "tandem.conf";

  /** In the WAR: what the artifact was made for. */
  private static final String ROLE_FILE = "/tandem-node.properties";

  /**
   * As the launcher and the artifact say.
   *
   * @throws IllegalStateException if the launcher said nothing, or the conf wants another role
   */
  static ConfiguredNode ofThisProcess() {
    String folder = System.getProperty(CONF, "");
    if (folder.isEmpty()) {
      throw new IllegalStateException("-D" + CONF + " must name the folder of the conf files.");
    }
    return of(VaultConf.load(Path.of(folder)), artifactRole());
  }

  static ConfiguredNode of(VaultConf conf, NodeRole artifact) {
    NodeConf said = conf.node();
    said.role()
        .filter(role -> !role.name().equals(artifact.name()))
        .ifPresent(
            role -> {
              throw new IllegalStateException(
                  "conf/node.conf says node.role = "
                      + role
                      + ", but this program is made for a "
                      + artifact
                      + ". Install the other one, or mend node.role.");
            });
    String primary = artifact == NodeRole.STANDBY ? primaryUrl(conf) : "";
    return new ConfiguredNode(conf, new Node(new NodeId(said.id()), artifact, primary));
  }

  private static String primaryUrl(VaultConf conf) {
    return conf.replication().peers().stream()
        .filter(peer -> peer.role() == NodeConf.Role.PRIMARY)
        .map(ReplicationConf.Peer::url)
        .findFirst()
        .orElse("");
  }

  private static NodeRole artifactRole() {
    var properties = new Properties();
    try (var in = ConfiguredNode.class.getResourceAsStream(ROLE_FILE)) {
      if (in == null) {
        throw new IllegalStateException("The artifact lacks " + ROLE_FILE + "; install it anew.");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return NodeRole.valueOf(properties.getProperty("node.role"));
  }
}
