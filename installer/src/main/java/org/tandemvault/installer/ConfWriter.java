package org.tandemvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.ManageKeyConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;

/** Writes the answers into the commented files of conf, as a person would. */
final class ConfWriter {
  private final Path conf;
  private final Answers answers;

  ConfWriter(Path conf, Answers answers) {
    this.conf = conf;
    this.answers = answers;
  }

  /** Writes all files and reads them again, so that what is wrong is told now. */
  VaultConf write() {
    writeServer();
    writeNode();
    writeDatabase();
    writeReplication();
    ConfFile key = ConfFile.read(conf.resolve(ManageKeyConf.FILE));
    key.with("key.file", slashes(answers.path(Setting.KEY_FILE))).save();
    return VaultConf.load(conf);
  }

  /** Passwords of a database server, sealed at once if the master key is there. */
  void writePasswords(VaultConf written) throws IOException {
    if (answers.isEmbedded()) {
      return;
    }
    writePassword(Setting.DATABASE_PASSWORD_FILE, DatabaseConf.APP_PASSWORD);
    if (!answers.value(Setting.DATABASE_OWNER).isBlank()) {
      writePassword(Setting.DATABASE_OWNER_PASSWORD_FILE, DatabaseConf.OWNER_PASSWORD);
    }
    Path file = written.manageKey().keyFile();
    if (Files.exists(file)) {
      try (MasterKey master = MasterKeyFile.read(file, written.home(), false)) {
        VaultConf.load(conf).sealed(new ConfValueCipher(master, new SecureRandom()));
      }
    }
  }

  private void writePassword(Setting from, String key) throws IOException {
    if (answers.value(from).isBlank()) {
      return;
    }
    String text = Files.readString(answers.path(from)).strip();
    Path file = conf.resolve(DatabaseConf.FILE);
    Tree.rights(file, "rw-------");
    try (Secret password = Secret.ofUtf8(text)) {
      char[] chars = password.copyChars();
      ConfFile.read(file).with(key, new String(chars)).save();
      java.util.Arrays.fill(chars, '\0');
    }
  }

  private void writeServer() {
    new Lines(ServerConf.FILE)
        .set("https.port", Setting.HTTPS_PORT)
        .set("https.bind", Setting.HTTPS_BIND)
        .set("https.names", Setting.HTTPS_NAMES)
        .set("data.dir", Setting.DATA_DIR)
        .set("log.dir", Setting.LOG_DIR)
        .save();
  }

  private void writeNode() {
    Lines lines =
        new Lines(NodeConf.FILE)
            .set("node.id", Setting.NODE_ID)
            .set("node.name", Setting.NODE_NAME)
            .set("node.role", Setting.ROLE)
            .set("node.number", Setting.NODE_NUMBER);
    (answers.isStandby() ? lines.set("standby.access", Setting.STANDBY_ACCESS) : lines).save();
  }

  private void writeDatabase() {
    Lines lines =
        new Lines(DatabaseConf.FILE)
            .set("engine", Setting.DATABASE_ENGINE)
            .set("port", Setting.DATABASE_PORT);
    if (answers.isEmbedded() && !answers.value(Setting.DATABASE_PEERS_BIND).isBlank()) {
      lines.set("peers.bind", Setting.DATABASE_PEERS_BIND);
    }
    if (!answers.isEmbedded()) {
      lines
          .set("host", Setting.DATABASE_HOST)
          .set("database", Setting.DATABASE_NAME)
          .set("app.user", Setting.DATABASE_USER)
          .set("owner.user", Setting.DATABASE_OWNER)
          .set("tls.ca.file", Setting.DATABASE_CA_FILE);
    }
    lines.save();
  }

  private void writeReplication() {
    Lines lines =
        new Lines(ReplicationConf.FILE)
            .set("heartbeat.port", Setting.HEARTBEAT_PORT)
            .set("heartbeat.bind", Setting.HEARTBEAT_BIND);
    String peer = answers.value(Setting.PEER_ID);
    if (!peer.isBlank()) {
      lines
          .set("peers", Setting.PEER_ID)
          .line("peer." + peer + ".role", answers.isStandby() ? "primary" : "standby")
          .set("peer." + peer + ".url", Setting.PEER_URL)
          .set("peer." + peer + ".heartbeat", Setting.PEER_HEARTBEAT)
          .line("peer." + peer + ".certificate", "conf/peers/" + peer + ".pem");
    }
    lines.save();
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** One file; what was not said stays as the default says. */
  private final class Lines {
    private ConfFile file;

    Lines(String name) {
      this.file = ConfFile.read(conf.resolve(name));
    }

    Lines set(String key, Setting setting) {
      Optional<String> said = answers.said(setting);
      boolean needed = said.isPresent() || isOwn(setting);
      String value = answers.value(setting);
      return needed && !value.isBlank() ? line(key, value) : this;
    }

    Lines line(String key, String value) {
      file = file.with(key, value);
      return this;
    }

    void save() {
      file.save();
    }

    /** Differs from node to node, or from the default in the file. */
    private static boolean isOwn(Setting setting) {
      return switch (setting) {
        case ROLE,
            NODE_ID,
            NODE_NAME,
            NODE_NUMBER,
            HTTPS_PORT,
            HTTPS_NAMES,
            HEARTBEAT_PORT,
            DATABASE_ENGINE,
            DATABASE_PORT,
            DATABASE_USER ->
            true;
        default -> false;
      };
    }
  }
}
