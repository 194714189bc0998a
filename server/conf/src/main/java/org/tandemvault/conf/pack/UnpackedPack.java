package org.tandemvault.conf.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ProductVersion;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;

/**
 * A pack that was unpacked over a standby's files.
 *
 * <p>Its settings are taken into the standby's own files once, at the first start after it was
 * unpacked, as unpacking over the files means; afterwards the files count, and what differs is
 * told.
 */
public final class UnpackedPack {
  private static final String TAKEN = "taken";

  private final VaultConf conf;
  private final PackManifest manifest;

  private UnpackedPack(VaultConf conf, PackManifest manifest) {
    this.conf = conf;
    this.manifest = manifest;
  }

  /** The pack of a standby; a primary's own folder has none that counts. */
  public static Optional<UnpackedPack> of(VaultConf conf) {
    boolean standby = conf.node().role().filter(NodeConf.Role.STANDBY::equals).isPresent();
    return standby
        ? PackManifest.read(conf.folder()).map(manifest -> new UnpackedPack(conf, manifest))
        : Optional.empty();
  }

  /**
   * Takes the settings and certificates of a pack that is new here.
   *
   * @return one line for each setting that is another one now
   * @throws PackException if this node must not run with it
   */
  public List<String> take() {
    if (manifest.fact(PackManifest.NODE_ID).equals(conf.node().id())) {
      throw new PackException(
          "node.id in conf/node.conf is "
              + conf.node().id()
              + ", as on the node that made the HA pack: give each node its own, and a"
              + " node.number of its own as well.");
    }
    if (manifest.isDamaged() || isTaken()) {
      return List.of();
    }
    List<String> changes = new ArrayList<>();
    byFile().forEach((name, settings) -> changes.addAll(take(name, settings)));
    for (X509Certificate trusted : trusted()) {
      TrustStoreFile.in(conf.folder()).add(trusted);
    }
    note();
    return changes;
  }

  /** What does not fit together; one line each, with the remedy. */
  public List<String> misfits(String keyId) {
    if (manifest.isDamaged()) {
      return List.of(
          PackManifest.path(conf.folder()) + " can't be read: unpack the HA pack again.");
    }
    List<String> lines = new ArrayList<>();
    if (!manifest.fact(PackManifest.KEY_ID).equals(keyId)) {
      lines.add(
          "The HA pack was made with master key "
              + manifest.fact(PackManifest.KEY_ID)
              + ", this node has "
              + keyId
              + ": copy the primary's key file here, or, if the key was changed since, bring a new"
              + " pack.");
    }
    if (!manifest.fact(PackManifest.VERSION).equals(ProductVersion.own())) {
      lines.add(
          "The HA pack is of version "
              + manifest.fact(PackManifest.VERSION)
              + ", this node of "
              + ProductVersion.own()
              + ": bring both nodes to the same version, the standby first.");
    }
    if (manifest.fact(PackManifest.NODE_NUMBER).equals(Integer.toString(conf.node().number()))) {
      lines.add(
          "node.number is "
              + conf.node().number()
              + " here and on the primary: set another one in conf/node.conf of this node.");
    }
    checkEngine(lines);
    checkFiles(lines);
    checkSettings(lines);
    return List.copyOf(lines);
  }

  private void checkEngine(List<String> lines) {
    String own = conf.database().engine().name().toLowerCase(java.util.Locale.ROOT);
    String other = manifest.fact(PackManifest.ENGINE);
    if (!own.equals(other) && (own.equals("sqlserver") || other.equals("sqlserver"))) {
      lines.add(
          "The primary works with "
              + other
              + ", this node with "
              + own
              + ": only equal engines follow each other (bin/ChangeDB.sh).");
    }
  }

  private void checkFiles(List<String> lines) {
    for (Map.Entry<String, String> file : new TreeMap<>(manifest.files()).entrySet()) {
      Path here = conf.home().resolve(file.getKey()).normalize();
      if (!here.startsWith(conf.home())) {
        lines.add("The HA pack names a file outside of this node's folder: bring a new pack.");
      } else if (!Files.isReadable(here)) {
        lines.add(file.getKey() + " of the HA pack is missing here: unpack the pack again.");
      } else if (!PackManifest.checksum(PackManifest.bytes(here)).equals(file.getValue())) {
        lines.add(
            file.getKey()
                + " is not as in the HA pack: unpack the pack again, or change it on the primary and"
                + " bring a new one.");
      }
    }
  }

  private void checkSettings(List<String> lines) {
    byFile()
        .forEach(
            (name, settings) -> {
              Optional<ConfFile> own = SharedSettings.file(conf.folder(), name);
              settings.forEach(
                  (key, value) -> {
                    String here = own.flatMap(f -> f.value(key)).orElse("").strip();
                    if (!same(key, here, value)) {
                      lines.add(
                          "conf/"
                              + name
                              + " "
                              + key
                              + ": is not as on the primary: make both equal, then bring a new"
                              + " pack.");
                    }
                  });
            });
  }

  private static boolean same(String key, String here, String value) {
    return key.equals("peers") ? words(here).containsAll(words(value)) : here.equals(value);
  }

  private List<String> take(String name, Map<String, String> settings) {
    Path path = conf.folder().resolve(name);
    if (!Files.exists(path) || !path.normalize().startsWith(conf.folder())) {
      return List.of();
    }
    ConfFile file = ConfFile.read(path);
    List<String> changes = new ArrayList<>();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String here = file.value(setting.getKey()).orElse("").strip();
      String value =
          setting.getKey().equals("peers") ? union(here, setting.getValue()) : setting.getValue();
      if (!here.equals(value)) {
        file = file.with(setting.getKey(), value);
        changes.add("conf/" + name + " " + setting.getKey() + " was taken from the HA pack");
      }
    }
    if (!changes.isEmpty()) {
      file.save();
    }
    return changes;
  }

  /** More than one standby, or primary, may be known here already. */
  private static String union(String here, String more) {
    Set<String> all = new LinkedHashSet<>(words(here));
    all.addAll(words(more));
    return String.join(",", all);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  /** By file, then by key; only files that are a node's own. */
  private Map<String, Map<String, String>> byFile() {
    Properties lines = new Properties();
    Path file = folder().resolve(PackManifest.SHARED);
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        lines.load(in);
      } catch (IOException | IllegalArgumentException e) {
        return Map.of(); // its checksum tells
      }
    }
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String line : lines.stringPropertyNames()) {
      int slash = line.indexOf('/');
      if (slash > 0 && line.substring(0, slash).matches("(server|database|replication)\\.conf")) {
        all.computeIfAbsent(line.substring(0, slash), name -> new TreeMap<>())
            .put(line.substring(slash + 1), lines.getProperty(line).strip());
      }
    }
    return all;
  }

  private List<X509Certificate> trusted() {
    Path file = folder().resolve(PackManifest.TRUSTED);
    try {
      return Files.exists(file) ? CertificateFiles.read(file) : List.of();
    } catch (CertificateProblemException damaged) {
      return List.of(); // its checksum tells
    }
  }

  private boolean isTaken() {
    Path note = folder().resolve(TAKEN);
    try {
      return Files.exists(note) && Files.readString(note).strip().equals(own());
    } catch (IOException e) {
      return false;
    }
  }

  private void note() {
    try {
      Files.writeString(folder().resolve(TAKEN), own() + "\n");
    } catch (IOException e) {
      throw new PackException(
          "The folder " + folder() + " can't be written: give it to this node's user (chown).", e);
    }
  }

  private String own() {
    return PackManifest.checksum(PackManifest.bytes(PackManifest.path(conf.folder())));
  }

  private Path folder() {
    return conf.folder().resolve(PackManifest.FOLDER);
  }
}
