package org.tandemvault.installer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * What is taken where nothing was said.
 *
 * @param home the folder that a person gets if none is named
 * @param root whether the installer may make users and services
 */
record Defaults(Path home, boolean root) {

  String of(Setting setting, Answers answers) {
    boolean standby = setting != Setting.ROLE && answers.isStandby();
    return switch (setting) {
      case ROLE -> "primary";
      case HOME -> home.toString();
      case NODE_ID -> standby ? "standby" : "primary";
      case NODE_NAME -> answers.value(Setting.NODE_ID);
      case NODE_NUMBER -> standby ? "2" : "1";
      case STANDBY_ACCESS -> "emergency";
      case HTTPS_PORT -> "7272";
      case HTTPS_BIND, HEARTBEAT_BIND -> "0.0.0.0";
      case HTTPS_NAMES -> hostName();
      case HEARTBEAT_PORT -> "7274";
      case DATA_DIR -> "data";
      case LOG_DIR -> "logs";
      case KEY_FILE -> keyFile();
      case DATABASE_ENGINE -> isWindows() ? "sqlserver" : "embedded";
      case DATABASE_PORT -> databasePort(answers.value(Setting.DATABASE_ENGINE));
      case DATABASE_NAME -> "vault";
      case DATABASE_USER -> standby ? "vault_standby" : "vault_app";
      case DATABASE_PEERS_BIND,
          DATABASE_HOST,
          DATABASE_PASSWORD_FILE,
          DATABASE_OWNER,
          DATABASE_OWNER_PASSWORD_FILE,
          DATABASE_CA_FILE,
          PEER_ID,
          PEER_URL,
          PEER_HEARTBEAT ->
          "";
      case SERVICE -> root ? "auto" : "none";
      case SERVICE_USER -> root ? "tandemvault" : System.getProperty("user.name");
      case SERVICE_UNIT_DIR -> "/etc/systemd/system";
      case START -> "no";
    };
  }

  static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private String keyFile() {
    if (isWindows()) {
      return "C:/ProgramData/TandemVaultKey/master.key";
    }
    return root
        ? "/etc/tandem-vault/master.key"
        : Path.of(System.getProperty("user.home"), ".tandem-vault-key", "master.key").toString();
  }

  private static String databasePort(String engine) {
    return switch (engine) {
      case "postgresql" -> "5432";
      case "sqlserver" -> "1433";
      default -> "2345";
    };
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
