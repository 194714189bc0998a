package org.tandemvault.db.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.KeyLayer;

/**
 * Where a database is and how its certificate is checked. The way there is always encrypted.
 *
 * @param caFile PEM with the authority of the database's certificate; empty for the trust store of
 *     {@code ways}, or the authorities that Java trusts
 * @param checkHostName false if the certificate may be for another host name
 * @param ways what is seldom otherwise
 */
public record DatabaseAddress(
    DatabaseConf.Engine engine,
    String host,
    int port,
    String database,
    Optional<Path> caFile,
    boolean checkHostName,
    Ways ways) {

  /**
   * How to get in, beyond host and port.
   *
   * @param trustStore {@code conf/truststore.p12}, if it is there
   * @param strict TLS before anything of TDS
   * @param certificateName the name that SQL Server's certificate is for, if it is not the host's
   * @param auth how logins prove themselves to SQL Server
   * @param keyLayer the second layer of encryption on SQL Server
   */
  public record Ways(
      Optional<Path> trustStore,
      boolean strict,
      Optional<String> certificateName,
      Auth auth,
      KeyLayer keyLayer) {

    /** Java's authorities, or a PEM file; logins of the server; no second layer. */
    public static final Ways USUAL =
        new Ways(Optional.empty(), false, Optional.empty(), Auth.SQL, KeyLayer.NONE);

    /** The same with another layer of encryption. */
    public Ways withKeyLayer(KeyLayer layer) {
      return new Ways(trustStore, strict, certificateName, auth, layer);
    }
  }

  /** With nothing out of the ordinary. */
  public DatabaseAddress(
      DatabaseConf.Engine engine,
      String host,
      int port,
      String database,
      Optional<Path> caFile,
      boolean checkHostName) {
    this(engine, host, port, database, caFile, checkHostName, Ways.USUAL);
  }

  /** As {@code database.conf} has it. */
  public static DatabaseAddress of(DatabaseConf conf) {
    return new DatabaseAddress(
        conf.engine(),
        conf.address().host(),
        conf.address().port(),
        conf.address().database(),
        conf.tls().caFile(),
        conf.tls().mode() == DatabaseConf.TlsMode.VERIFY_FULL,
        new Ways(
            conf.tls().trustStore(),
            conf.tls().strict(),
            conf.tls().certificateName(),
            conf.logins().auth(),
            conf.keyLayer()));
  }

  /** The same with another authority, e.g. that of the bundled database. */
  public DatabaseAddress withCaFile(Path file) {
    return new DatabaseAddress(
        engine, host, port, database, Optional.of(file), checkHostName, ways);
  }

  /** The same server, another database. */
  public DatabaseAddress withDatabase(String name) {
    return new DatabaseAddress(engine, host, port, name, caFile, checkHostName, ways);
  }

  /** The same reached in another way. */
  public DatabaseAddress withWays(Ways other) {
    return new DatabaseAddress(engine, host, port, database, caFile, checkHostName, other);
  }

  /** For messages: {@code vault at 127.0.0.1:2345}. */
  @Override
  public String toString() {
    return database + " at " + host + ":" + port;
  }
}
