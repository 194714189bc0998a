package org.tandemvault.conf.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ProductVersion;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.conf.look.Branding;
import org.tandemvault.conf.look.LicenceFile;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;

/**
 * What one node hands to its standbys: branding, licence file, settings that must be equal, public
 * certificates and how to reach it. The names of the files are those in a standby's folder.
 *
 * <p>Life: collected once by {@link #of}, then written. Certificates are read and written anew, so
 * that a key that stands beside one in its file stays behind; {@link SecretGuard} looks through all
 * the rest.
 */
public final class HaPack {
  /** What an HA pack is called unless said otherwise. */
  public static final String USUAL_NAME = "SQLServerHAPack.zip";

  private static final String CONF = "conf/";
  private static final String PEERS = CONF + "peers/";

  private final VaultConf conf;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> shared = new TreeMap<>();
  private final List<String> missing = new ArrayList<>();

  private HaPack(VaultConf conf) {
    this.conf = conf;
  }

  /**
   * Collects a node's pack.
   *
   * @param keyId the id of its master key
   * @param databaseAuthority PEM with the authority of its database, if there is one to hand over
   * @throws PackException if a file holds what must not leave
   */
  public static HaPack of(
      VaultConf conf, String keyId, Optional<Path> databaseAuthority, Clock clock) {
    HaPack pack = new HaPack(conf);
    pack.shared.putAll(SharedSettings.of(conf.folder()));
    pack.addLook();
    pack.addPeers(databaseAuthority);
    pack.addTrusted();
    pack.addServers();
    pack.finish(keyId, clock);
    return pack;
  }

  /** What a standby will need and this node does not have yet; one line each, with the remedy. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /** The names of the files in it. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** Writes the zip file, replacing an older one only once it is complete. */
  public void writeTo(Path zip) throws IOException {
    SecretGuard guard = new SecretGuard(conf);
    files.forEach(guard::require);
    Path fresh = zip.resolveSibling("." + zip.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(fresh);
        ZipOutputStream written = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        written.putNextEntry(new ZipEntry(file.getKey()));
        written.write(file.getValue());
        written.closeEntry();
      }
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    Files.move(
        fresh,
        zip,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private void addLook() {
    Path branding = conf.folder().resolve(Branding.FOLDER);
    if (Files.isDirectory(branding)) {
      try (Stream<Path> all = Files.list(branding)) {
        all.filter(Files::isRegularFile)
            .filter(file -> isLook(file.getFileName().toString()))
            .forEach(file -> add(CONF + Branding.FOLDER + "/" + file.getFileName(), file));
      } catch (IOException e) {
        throw new PackException("The folder " + branding + " can't be read.", e);
      }
    }
    for (Path licence : LicenceFile.in(conf.folder())) {
      add(CONF + licence.getFileName(), licence);
    }
  }

  private static boolean isLook(String name) {
    return name.equals(Branding.FILE) || name.matches("(?i)[a-z0-9][a-z0-9._-]*\\.(svg|png|ico)");
  }

  private void addPeers(Optional<Path> databaseAuthority) {
    String own = conf.node().id();
    List<String> primaries = new ArrayList<>();
    conf.replication().peers().stream()
        .filter(peer -> peer.role() == NodeConf.Role.PRIMARY)
        .forEach(peer -> primaries.add(addPeer(peer)));
    primaries.add(own);
    String key = ReplicationConf.FILE + "/peer." + own + ".";
    String host = conf.server().https().names().getFirst();
    shared.put(ReplicationConf.FILE + "/peers", String.join(",", primaries));
    shared.put(key + "role", "primary");
    shared.put(key + "url", conf.server().https().url());
    shared.put(
        key + "heartbeat",
        (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + conf.replication().heartbeat().port());
    shared.put(key + "certificate", "conf/peers/" + own + ".pem");
    Path shown = conf.replication().heartbeat().keystore().resolveSibling("heartbeat.pem");
    if (Files.exists(shown)) {
      addCertificates(PEERS + own + ".pem", shown);
    } else {
      missing.add(
          shown
              + " is not there yet: name the standby in conf/replication.conf, start this node"
              + " once, and write the pack again.");
    }
    addDatabase(key, databaseAuthority);
    addAuthorityOfPages(own);
  }

  private String addPeer(ReplicationConf.Peer peer) {
    String key = ReplicationConf.FILE + "/peer." + peer.id() + ".";
    shared.put(key + "role", "primary");
    shared.put(key + "url", peer.url());
    shared.put(key + "heartbeat", peer.heartbeat().host() + ":" + peer.heartbeat().port());
    shared.put(key + "certificate", "conf/peers/" + peer.id() + ".pem");
    if (Files.exists(peer.certificate())) {
      addCertificates(PEERS + peer.id() + ".pem", peer.certificate());
    }
    return peer.id();
  }

  /** Where the standby copies from by itself after a split that was too long. */
  private void addDatabase(String key, Optional<Path> authority) {
    if (authority.filter(Files::exists).isEmpty()) {
      return;
    }
    String name = conf.node().id() + "-database.pem";
    addCertificates(PEERS + name, authority.get());
    var address = conf.database().address();
    boolean embedded = conf.database().engine() == DatabaseConf.Engine.EMBEDDED;
    String host = embedded ? "localhost" : address.host(); // reached on this machine alone
    shared.put(key + "database", host + ":" + address.port());
    shared.put(key + "database.name", address.database());
    shared.put(key + "database.authority", "conf/peers/" + name);
  }

  private void addAuthorityOfPages(String own) {
    Path authority = conf.server().https().keystore().resolveSibling("ca.pem");
    if (Files.exists(authority)) {
      addCertificates(PEERS + own + "-https-ca.pem", authority);
    }
  }

  private void addTrusted() {
    List<X509Certificate> trusted =
        List.copyOf(TrustStoreFile.in(conf.folder()).certificates().values());
    if (!trusted.isEmpty()) {
      add(packFile(PackManifest.TRUSTED), CertificateFiles.pem(trusted));
    }
  }

  /** What bin/ConfigureReplication.sh noted of both database servers; it names no administrator. */
  private void addServers() {
    Path noted = conf.folder().resolve("ha-pack.properties");
    if (Files.isRegularFile(noted)) {
      add(packFile("servers.properties"), noted);
    }
  }

  private void finish(String keyId, Clock clock) {
    StringBuilder lines =
        new StringBuilder("# Settings of the primary that all nodes share: file/key = value\n");
    shared.forEach(
        (key, value) ->
            lines.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n'));
    add(packFile(PackManifest.SHARED), lines.toString());
    Map<String, String> sums = new TreeMap<>();
    files.forEach((name, bytes) -> sums.put(name, PackManifest.checksum(bytes)));
    Map<String, String> facts = new TreeMap<>();
    facts.put(PackManifest.NODE_ID, conf.node().id());
    facts.put(PackManifest.NODE_NUMBER, Integer.toString(conf.node().number()));
    facts.put(PackManifest.KEY_ID, keyId);
    facts.put(PackManifest.VERSION, ProductVersion.own());
    facts.put(
        PackManifest.ENGINE, conf.database().engine().name().toLowerCase(java.util.Locale.ROOT));
    facts.put(PackManifest.MADE_AT, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    add(packFile(PackManifest.FILE), new PackManifest(facts, sums).text());
  }

  private static String packFile(String name) {
    return CONF + PackManifest.FOLDER + "/" + name;
  }

  private void addCertificates(String name, Path file) {
    try {
      add(name, CertificateFiles.pem(CertificateFiles.read(file)));
    } catch (CertificateProblemException e) {
      throw new PackException("No certificate can be read from " + file + ": mend that file.", e);
    }
  }

  private void add(String name, Path file) {
    files.put(name, PackManifest.bytes(file));
  }

  private void add(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
