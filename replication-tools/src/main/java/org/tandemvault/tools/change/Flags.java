package org.tandemvault.tools.change;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the command line says of the new database. */
public final class Flags {
  @Option(names = "--to", paramLabel = "ENGINE", description = "embedded, postgresql, sqlserver.")
  public Optional<String> to = Optional.empty();

  @Option(names = "--host", description = "Host name, as in the server's certificate.")
  Optional<String> host = Optional.empty();

  @Option(names = "--port", description = "Port (5432 PostgreSQL, 1433 SQL Server).")
  Optional<String> port = Optional.empty();

  @Option(names = "--database", description = "Database (default: vault).")
  Optional<String> database = Optional.empty();

  @Option(names = "--auth", description = "SQL Server: sql (default), windows, kerberos.")
  Optional<String> auth = Optional.empty();

  @Option(names = "--user", description = "User; DOMAIN\\name for Windows.")
  Optional<String> user = Optional.empty();

  @Option(names = "--password-file", description = "File with that user's password.")
  Optional<Path> passwordFile = Optional.empty();

  @Option(names = "--owner-user", description = "Owner of the tables, if it is another one.")
  Optional<String> ownerUser = Optional.empty();

  @Option(names = "--owner-password-file", description = "File with the owner's password.")
  Optional<Path> ownerPasswordFile = Optional.empty();

  @Option(names = "--ca-file", description = "PostgreSQL: PEM of the certificate's authority.")
  Optional<String> caFile = Optional.empty();

  @Option(names = "--strict", description = "SQL Server: TLS first (encrypt=strict).")
  boolean strict;

  @Option(names = "--certificate-host", description = "SQL Server: the name in its certificate.")
  Optional<String> certificateHost = Optional.empty();

  @Option(names = "--encryption-key", description = "SQL Server: default, custom or none.")
  Optional<String> encryptionKey = Optional.empty();

  @Option(names = "--certificate-name", description = "For custom: the certificate's name.")
  Optional<String> certificateName = Optional.empty();

  @Option(names = "--symmetric-key-name", description = "For custom: the symmetric key's name.")
  Optional<String> symmetricKeyName = Optional.empty();
}
