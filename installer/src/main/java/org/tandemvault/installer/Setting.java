package org.tandemvault.installer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the installer needs to know: the same key in an options file ({@code https.port}), as a flag
 * ({@code --https-port}) and as a question.
 */
enum Setting {
  ROLE("role", "primary, or standby: High Availability secondary server (Read Only)", true),
  HOME("home", "Folder of the installation", true),
  NODE_ID("node.id", "Name of this node in the audit trail, never changed (a-z, 0-9, -)", true),
  NODE_NAME("node.name", "What people read", false),
  NODE_NUMBER("node.number", "Number of this node, different on each (0 to 1023)", true),
  STANDBY_ACCESS("standby.access", "A standby lets people in: emergency or always", false),
  HTTPS_PORT("https.port", "Port for people and programs (https)", true),
  HTTPS_BIND("https.bind", "Local address to listen on", false),
  HTTPS_NAMES("https.names", "DNS names and addresses of this node, the usual one first", true),
  HEARTBEAT_PORT("heartbeat.port", "Port for the other node's heartbeat", false),
  HEARTBEAT_BIND("heartbeat.bind", "Local address for the other node's heartbeat", false),
  DATA_DIR("data.dir", "Folder of the data", false),
  LOG_DIR("log.dir", "Folder of the logs", false),
  KEY_FILE("key.file", "Master key file, outside the installation", true),
  DATABASE_ENGINE("database.engine", "Database: embedded, postgresql or sqlserver", true),
  DATABASE_PORT("database.port", "Port of the database", true),
  DATABASE_PEERS_BIND(
      "database.peers.bind",
      "Local IP address where the embedded database lets its peer's in (empty: this machine only)",
      false),
  DATABASE_HOST("database.host", "Host of the database, as in its certificate", true),
  DATABASE_NAME("database.name", "Name of the database", true),
  DATABASE_USER("database.user", "Login of the node (app.user)", true),
  DATABASE_PASSWORD_FILE("database.password.file", "File with its password", false),
  DATABASE_OWNER("database.owner", "Login that owns the tables (empty: the same)", true),
  DATABASE_OWNER_PASSWORD_FILE(
      "database.owner.password.file", "File with the owner's password", false),
  DATABASE_CA_FILE("database.ca.file", "PEM with the authority of the database's server", false),
  PEER_ID("peer.id", "node.id of the other node, if it is known", false),
  PEER_URL("peer.url", "Its address for people, https://host:port", false),
  PEER_HEARTBEAT("peer.heartbeat", "Its heartbeat listener, host:port", false),
  SERVICE(
      "service", "Start with the machine: systemd, none, or auto (systemd if it is there)", true),
  SERVICE_USER("service.user", "User that the node runs as; made if it is missing", true),
  SERVICE_UNIT_DIR("service.unit.dir", "Folder of systemd's units", false),
  START("start", "Start the node when all is done: yes or no", false);

  private final String key;
  private final String question;
  private final boolean asked;

  Setting(String key, String question, boolean asked) {
    this.key = key;
    this.question = question;
    this.asked = asked;
  }

  String key() {
    return key;
  }

  String question() {
    return question;
  }

  /** Whether a person at a terminal is asked for it; the others have defaults that mostly fit. */
  boolean asked() {
    return asked;
  }

  String flag() {
    return "--" + key.replace('.', '-');
  }

  /** Needed only where the database is not the bundled one. */
  boolean ofDatabaseServer() {
    return switch (this) {
      case DATABASE_ENGINE, DATABASE_PORT, DATABASE_PEERS_BIND -> false;
      default -> name().startsWith("DATABASE_");
    };
  }

  static Optional<Setting> of(String key) {
    String wanted = key.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(setting -> setting.key.equals(wanted)).findFirst();
  }
}
