package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.crypto.certificate.CertificateFiles;

/**
 * Whose databases may follow this one, and how this one proves itself to them: {@code
 * peers/NODE.pem} holds the authority of that node's database, {@code clients.pem} all of them.
 */
final class ReplicationTrust {
  /** The role, and the common name of the certificate that opens it. */
  static final String ROLE = "vault_replication";

  static final String TRUSTED = "clients.pem";

  private final Path tls;

  ReplicationTrust(Path tls) {
    this.tls = tls;
  }

  Path certificate() {
    return tls.resolve("replication.pem");
  }

  Path key() {
    return tls.resolve("replication.key");
  }

  /** Where the authority of that node's database is kept. */
  Path authorityOf(String node) {
    return peers().resolve(node + ".pem");
  }

  /** Trusts the authority; says whether it was another one before. */
  boolean trust(String node, Path authority, ServerUser user) throws IOException {
    Files.createDirectories(peers());
    user.own(peers());
    String pem = CertificateFiles.pem(CertificateFiles.read(authority));
    replace(authorityOf(node), pem, user);
    return write(user);
  }

  /** Writes the list the server reads; says whether it was another one before. */
  boolean write(ServerUser user) throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(tls.resolve("ca.pem")));
    for (Path peer : peerFiles()) {
      all.append(Files.readString(peer));
    }
    Path file = tls.resolve(TRUSTED);
    if (Files.exists(file) && Files.readString(file).contentEquals(all)) {
      return false;
    }
    replace(file, all.toString(), user);
    return true;
  }

  private List<Path> peerFiles() throws IOException {
    if (!Files.isDirectory(peers())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(peers())) {
      return files.filter(file -> file.toString().endsWith(".pem")).sorted().toList();
    }
  }

  private Path peers() {
    return tls.resolve("peers");
  }

  private static void replace(Path file, String text, ServerUser user) throws IOException {
    OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    user.own(file);
  }
}
