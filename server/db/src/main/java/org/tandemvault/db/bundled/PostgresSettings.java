package org.tandemvault.db.bundled;

import java.nio.file.Path;
import java.util.Optional;

/** The texts of the configuration files of the bundled PostgreSQL. */
final class PostgresSettings {

  /** {@code postgresql.conf} of a new cluster: ours, then what an operator adds. */
  static final String INCLUDES =
      """
      # Written once by Tandem Vault. tandem-vault.conf is written anew at each start;
      # operator.conf is yours and wins over it.
      include = 'tandem-vault.conf'
      include_if_exists = 'operator.conf'
      """;

  /**
   * People and programs come in over TCP on this machine, over TLS and with a password; the other
   * node's database comes in for replication, over TLS and with a certificate of an authority that
   * this node was told to trust, and to the vault's database alone.
   */
  static String hostBasedAccess(String database) {
    return """
        # Written by Tandem Vault at each start.
        # type    database    user               address        method
        hostssl   "%s"     vault_replication  all            cert
        hostssl   all         vault_replication  all            reject
        hostssl   all         all                127.0.0.1/32   scram-sha-256
        hostssl   all         all                ::1/128        scram-sha-256
        """
        .formatted(database);
  }

  private PostgresSettings() {}

  /**
   * {@code tandem-vault.conf}.
   *
   * @param peersBind where it listens besides 127.0.0.1
   *     <p>There is no Unix socket: its path may have 107 bytes only, and TLS covers every
   *     connection. Statements and details of errors stay out of the log, since they hold what
   *     people keep.
   */
  static String settings(int port, Optional<String> peersBind, Path tls) {
    return """
        # Written by Tandem Vault at each start.
        listen_addresses = '%s'
        port = %d
        unix_socket_directories = ''
        max_connections = 240
        ssl = on
        ssl_cert_file = '%s'
        ssl_key_file = '%s'
        ssl_ca_file = '%s'
        ssl_min_protocol_version = 'TLSv1.2'
        password_encryption = scram-sha-256

        fsync = on
        full_page_writes = on
        synchronous_commit = on
        shared_buffers = 128MB
        max_wal_size = 2GB
        random_page_cost = 1.1
        jit = off

        wal_level = logical
        max_wal_senders = 10
        max_replication_slots = 10
        max_slot_wal_keep_size = 4GB
        track_commit_timestamp = on
        wal_sender_timeout = 6s
        wal_receiver_timeout = 6s
        wal_receiver_status_interval = 1s
        wal_retrieve_retry_interval = 1s
        # a standby confirms what it has written as often as this
        wal_writer_delay = 10ms

        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] '
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_checkpoints = off
        """
        .formatted(
            peersBind.map(PostgresSettings::withLoopback).orElse("127.0.0.1"),
            port,
            quoted(tls.resolve("server.pem")),
            quoted(tls.resolve("server.key")),
            quoted(tls.resolve(ReplicationTrust.TRUSTED)));
  }

  private static String withLoopback(String address) {
    return address.equals("0.0.0.0") || address.equals("::") ? address : "127.0.0.1, " + address;
  }

  private static String quoted(Path path) {
    return path.toString().replace('\\', '/').replace("'", "''");
  }
}
