package org.tandemvault.db.backup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tandemvault.conf.BackupConf;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.ManageKeyConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.db.backup.BackupException.Reason;

/**
 * The configuration of a node that is restored into a folder of its own: that of the node that was
 * backed up, without what ties it to its old place, its old database and its old peers. So a
 * restored node never touches what another one still uses.
 */
public final class RestoredConf {

  /** Where the key store of the browser's address is kept, wherever it was. */
  static final String HTTPS_KEYSTORE = "https.p12";

  private static final int LAST_PORT = 65_535;
  private static final int USUAL_HTTPS = 7272;
  private static final int USUAL_DATABASE = 2345;

  /** Of {@code database.conf}: belongs to the database of before. */
  private static final List<String> OF_OLD_DATABASE =
      List.of(
          "engine",
          "host",
          "port",
          "database",
          "app.user",
          "app.password",
          "owner.user",
          "owner.password",
          "auth",
          "tls.mode",
          "tls.ca.file",
          "tls.strict",
          "tls.certificate.name",
          "encryption.key",
          "encryption.certificate",
          "encryption.symmetric.key",
          "binaries.dir");

  /** Of {@code replication.conf}: the old peers, and waiting for them. */
  private static final String OF_OLD_PEERS = "peers|(peer|heartbeat|sync|replication)\\..*";

  private final Path home;
  private final Map<String, byte[]> files;
  private final List<String> told = new ArrayList<>();

  /**
   * @param home the new node's folder
   * @param files those of the backup
   */
  public RestoredConf(Path home, Map<String, byte[]> files) {
    this.home = home;
    this.files = files;
  }

  /** The folder {@code conf} in it. */
  public Path folder() {
    return home.resolve("conf");
  }

  /**
   * Writes it.
   *
   * @param key the master key file that the node will read
   * @param database keys and values of {@code database.conf}; empty: the bundled one
   * @return what people should know
   */
  public List<String> write(Path key, Map<String, String> database) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      writeFile(file.getKey(), file.getValue());
    }
    change(ServerConf.FILE, this::server);
    change(DatabaseConf.FILE, old -> database(old, database));
    change(NodeConf.FILE, old -> old.with("node.role", "primary"));
    change(ManageKeyConf.FILE, old -> old.with("key.file", text(key)));
    if (files.containsKey(ReplicationConf.FILE)) {
      change(ReplicationConf.FILE, old -> without(old, OF_OLD_PEERS));
    }
    return List.copyOf(told);
  }

  private void writeFile(String name, byte[] content) throws IOException {
    Path file = folder().resolve(name).normalize();
    if (!file.startsWith(folder())) {
      throw new BackupException(
          Reason.UNPROVEN, "The backup names a file outside of conf: " + name + ".");
    }
    if (name.matches("heartbeat\\..*")) {
      return; // the key by which the old node was known to its peers
    }
    Files.createDirectories(file.getParent());
    if (name.matches(".*\\.(conf|p12)")) {
      OwnerOnlyFile.create(file, content);
    } else {
      Files.write(file, content);
    }
  }

  private void change(String name, UnaryOperator<ConfFile> how) throws IOException {
    Path file = folder().resolve(name);
    if (!Files.exists(file)) {
      throw new BackupException(Reason.UNPROVEN, "The backup lacks the file conf/" + name + ".");
    }
    how.apply(ConfFile.read(file)).save();
  }

  private ConfFile server(ConfFile old) {
    ConfFile conf = old.without("data.dir").without("log.dir");
    conf = keystore(conf);
    conf = insideOnly(conf, "audit.jsonl.file");
    conf = insideOnly(conf, BackupConf.FOLDER);
    String bind = conf.value("https.bind").orElse("0.0.0.0");
    if (!isLocal(bind)) {
      told.add("This machine has no address " + bind + ": https.bind was left out.");
      conf = conf.without("https.bind");
      bind = "0.0.0.0";
    }
    int wanted = number(conf, "https.port", USUAL_HTTPS);
    int port = freePort(bind, wanted);
    if (port != wanted) {
      told.add("Port " + wanted + " is in use here: the node's https.port is " + port + ".");
      conf = conf.with("https.port", Integer.toString(port));
    }
    return conf;
  }

  /** A key store that lay elsewhere is in the backup under the usual name. */
  private ConfFile keystore(ConfFile conf) {
    String value = conf.value("https.keystore").orElse("");
    if (value.isEmpty()) {
      return conf;
    }
    Path name = Path.of(value).getFileName();
    return files.containsKey(name.toString())
        ? conf.with("https.keystore", "conf/" + name)
        : conf.without("https.keystore");
  }

  /** Another node may still write to a place outside. */
  private ConfFile insideOnly(ConfFile conf, String key) {
    String value = conf.value(key).orElse("");
    if (value.isEmpty() || home.resolve(value).normalize().startsWith(home)) {
      return conf;
    }
    told.add(key + " = " + value + " was left out: set it again if this node shall write there.");
    return conf.without(key);
  }

  private ConfFile database(ConfFile old, Map<String, String> wanted) {
    boolean wasEmbedded = old.value("engine").orElse("embedded").equals("embedded");
    int before = wasEmbedded ? number(old, "port", USUAL_DATABASE) : USUAL_DATABASE;
    ConfFile conf = old;
    for (String key : OF_OLD_DATABASE) {
      conf = conf.without(key);
    }
    if (wanted.isEmpty()) {
      return conf.with("engine", "embedded")
          .with("port", Integer.toString(freePort("127.0.0.1", before)));
    }
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      conf = conf.with(entry.getKey(), entry.getValue());
    }
    return conf;
  }

  private static ConfFile without(ConfFile old, String keys) {
    ConfFile conf = old;
    for (String key : old.keys()) {
      if (key.matches(keys)) {
        conf = conf.without(key);
      }
    }
    return conf;
  }

  private static int number(ConfFile conf, String key, int usual) {
    return conf.value(key).map(String::strip).filter(v -> v.matches("[0-9]{1,5}")).stream()
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(usual);
  }

  private static boolean isLocal(String address) {
    return isFree(address, 0);
  }

  private static int freePort(String address, int from) {
    for (int port = from; port <= LAST_PORT; port++) {
      if (isFree(address, port)) {
        return port;
      }
    }
    return from; // the start tells that it is taken
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(Path path) {
    return path.toString().replace('\\', '/');
  }
}
