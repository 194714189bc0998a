package org.tandemvault.tools.replication;

/** What must be known of each server; a flag, a line of the config file, or an answer. */
enum Setting {
  HOST("host", "", "Host name of the server, as in its certificate"),
  PORT("port", "", "Its port (default: 5432; SQL Server 1433)"),
  DATABASE("database", "vault", "The vault's database there"),
  USER("user", "", "Its administrator (a superuser; at SQL Server a sysadmin); not stored"),
  PASSWORD_FILE("password-file", "", "File with that user's password; asked for without it"),
  CA_FILE("ca-file", "", "PEM with the authority of the server's certificate, for this tool"),
  NODE("node", "", "node.id of the node that works with it"),
  APP_USER("app-user", "vault_app", "The login that the node works with (app.user)"),
  ROUTE_HOST("route-host", "", "Its name as the other server reaches it (default: host)"),
  ROUTE_PORT("route-port", "", "Its port as the other server reaches it (default: port)"),
  AUTHORITY("authority", "", "On that server: PEM with the authority of the other server"),
  CERTIFICATE("certificate", "", "On that server: PEM with its client certificate"),
  KEY("key", "", "On that server: PEM with the certificate's key"),
  AUTH("auth", "", "SQL Server: sql, windows (also if the user is DOMAIN\\user) or kerberos"),
  TRUST_STORE("trust-store", "", "SQL Server: what bin/importCert.sh filled (conf/truststore.p12)"),
  TLS_STRICT("tls-strict", "false", "SQL Server: true lets TLS come first (encrypt=strict)"),
  CERTIFICATE_HOST(
      "certificate-host", "", "SQL Server: the name in its certificate (default: host)"),
  SNAPSHOT_FOLDER("snapshot-folder", "", "SQL Server: its folder for snapshots (default: its own)");

  private final String word;
  private final String byDefault;
  private final String what;

  Setting(String word, String byDefault, String what) {
    this.word = word;
    this.byDefault = byDefault;
    this.what = what;
  }

  String byDefault() {
    return byDefault;
  }

  String what() {
    return what;
  }

  /** {@code --master-host}. */
  String flag(Side side) {
    return "--" + side.word() + "-" + word;
  }

  /** {@code master.host}. */
  String key(Side side) {
    return side.word() + "." + word;
  }
}
