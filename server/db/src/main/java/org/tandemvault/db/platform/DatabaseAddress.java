package org.tandemvault.db.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;

/**
 * Where a database is and how its certificate is checked. The way there is always encrypted.
 *
 * @param caFile PEM with the authority of the database's certificate; empty for the authorities
 *     that Java trusts ({@code javax.net.ssl.trustStore})
 * @param checkHostName false if the certificate may be for another host name
 */
public record DatabaseAddress(
    DatabaseConf.Engine engine,
    String host,
    int port,
    String database,
    Optional<Path> caFile,
    boolean checkHostName) {

  /** As {@code database.conf} has it. */
  public static DatabaseAddress of(DatabaseConf conf) {
    return new DatabaseAddress(
        conf.engine(),
        conf.address().host(),
        conf.address().port(),
        conf.address().database(),
        conf.tls().caFile(),
        conf.tls().mode() == DatabaseConf.TlsMode.VERIFY_FULL);
  }

  /** The same with another authority, e.g. that of the bundled database. */
  public DatabaseAddress withCaFile(Path file) {
    return new DatabaseAddress(engine, host, port, database, Optional.of(file), checkHostName);
  }

  /** The same server, another database. */
  public DatabaseAddress withDatabase(String name) {
    return new DatabaseAddress(engine, host, port, name, caFile, checkHostName);
  }

  /** For messages: {@code vault at 127.0.0.1:2345}. */
  @Override
  public String toString() {
    return database + " at " + host + ":" + port;
  }
}
