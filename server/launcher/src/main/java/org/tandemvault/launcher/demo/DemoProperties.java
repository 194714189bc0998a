package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.launcher.NodeFiles;

/** {@code demo.properties}: what the curious and scripts want to know of a running demo. */
final class DemoProperties {
  static final String ADMIN_USER = "admin.user";
  static final String ADMIN_PASSWORD = "admin.password";

  private final DemoFolder folder;

  DemoProperties(DemoFolder folder) {
    this.folder = folder;
  }

  /** Writes the file anew; what is no longer known elsewhere is kept from the file before. */
  Properties write(Map<DemoNode, Long> started) {
    Properties all = read(folder.properties());
    VaultConf primary = VaultConf.load(folder.conf(DemoNode.primary));
    all.putAll(read(NodeFiles.of(primary).initialAdmin()));
    started.forEach((node, pid) -> all.setProperty(node + ".pid", Long.toString(pid)));
    for (DemoNode node : DemoNode.values()) {
      VaultConf conf = VaultConf.load(folder.conf(node));
      all.setProperty(node + ".url", conf.server().https().url());
      all.setProperty(node + ".conf", conf.folder().toString());
      all.setProperty(node + ".db.url", databaseUrl(conf));
    }
    all.setProperty("ca.path", folder.authority().toString());
    all.setProperty("master.key.path", primary.manageKey().keyFile().toString());
    DatabaseConf.Login owner = primary.database().logins().owner();
    all.setProperty("db.owner.user", owner.user());
    all.setProperty("db.owner.password", open(primary));
    save(all);
    return all;
  }

  /** One plain {@code key=value} a line, so that a shell script reads it as well. */
  private void save(Properties all) {
    StringBuilder text =
        new StringBuilder(
            "# A running demo of Tandem Vault. It holds passwords: for demos only.\n");
    new TreeMap<>(all)
        .forEach((key, value) -> text.append(key + "=" + plain(String.valueOf(value)) + "\n"));
    try {
      OwnerOnlyFile.replace(folder.properties(), text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String value) {
    return value.replace("\\", "\\\\");
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  private static String databaseUrl(VaultConf conf) {
    DatabaseConf.Address address = conf.database().address();
    String ca = URLEncoder.encode(BundledPostgres.caFile(conf).toString(), StandardCharsets.UTF_8);
    return "jdbc:postgresql://127.0.0.1:"
        + address.port()
        + "/"
        + address.database()
        + "?sslmode=verify-full&sslrootcert="
        + ca;
  }

  private static String open(VaultConf conf) {
    DatabaseConf.Login login = conf.database().logins().owner();
    try (MasterKey key = MasterKeyFile.read(conf.manageKey().keyFile(), conf.home(), true);
        Secret password = login.password().open(new ConfValueCipher(key, new SecureRandom()))) {
      return new String(password.copyChars()); // shown on purpose: this is a demo
    }
  }
}
