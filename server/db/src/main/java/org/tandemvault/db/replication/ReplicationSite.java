package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.NodeId;

/**
 * One of the two database servers.
 *
 * @param node whose database it is
 * @param applicationUser the login that the node works with
 * @param route how the other server reaches this one
 * @param identity how this server proves itself to the other one
 */
public record ReplicationSite(NodeId node, String applicationUser, Route route, Identity identity) {

  /**
   * The way the other server takes.
   *
   * @param host the name in this server's certificate
   * @param hostAddress its IP address; empty to look the name up each time
   */
  public record Route(String host, String hostAddress, int port, String database) {}

  /**
   * Files on this server's machine, PEM, as this server's process sees them.
   *
   * @param authority that the other server's certificate must come from
   * @param certificate what this server shows
   * @param key its key, for the server's user alone
   */
  public record Identity(String authority, String certificate, String key) {}

  /** How {@code from} follows this one; times as measured in docs/adr/0060. */
  public String connectionFrom(Identity from) {
    List<String> words = new ArrayList<>();
    words.add(word("host", route.host()));
    if (!route.hostAddress().isEmpty()) {
      words.add(word("hostaddr", route.hostAddress()));
    }
    words.add(word("port", Integer.toString(route.port())));
    words.add(word("dbname", route.database()));
    words.add(word("user", ReplicationNames.ROLE));
    words.add("sslmode=verify-full");
    words.add(word("sslrootcert", from.authority()));
    words.add(word("sslcert", from.certificate()));
    words.add(word("sslkey", from.key()));
    words.add("connect_timeout=5 keepalives_idle=5 keepalives_interval=2 keepalives_count=3");
    words.add("tcp_user_timeout=8000");
    return String.join(" ", words);
  }

  private static String word(String key, String value) {
    return key + "='" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
