package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** What the pack for a standby is told of the servers. */
class PackFileTest {
  @TempDir private Path conf;

  @Test
  void itNamesServersAndFingerprintsAndNothingSecret() throws IOException {
    CertifiedKey key = new TestCertificates().good("127.0.0.1");

    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.USUAL)) {
      PackFile.write(conf, new Pair(server.port()));
    }

    Properties pack = read();
    assertThat(pack)
        .containsEntry("engine", "sqlserver")
        .containsEntry("master.node", "primary")
        .containsEntry("master.database", "va\\ult")
        .containsEntry("master.app.user", "CORP\\vault_app")
        .containsEntry("master.certificate.host", "db1.example.com")
        .containsEntry("master.tls.strict", "false")
        .containsEntry("slave.node", "standby")
        .containsEntry("slave.host", "127.0.0.1")
        .containsEntry("master.certificate.sha256", CertificateFiles.fingerprint(key.certificate()))
        .doesNotContainKey("slave.certificate.sha256");
    assertThat(pack.stringPropertyNames()).noneMatch(name -> name.contains("password"));
    assertThat(conf.resolve("ha-pack.properties.new")).doesNotExist();
  }

  @Test
  void itIsWrittenWhereANodeIsAndNowhereElse() throws IOException {
    assertThat(PackFile.folder(Optional.of(conf))).isEmpty();
    Files.writeString(conf.resolve("node.conf"), "node.id = primary\n");
    assertThat(PackFile.folder(Optional.of(conf))).contains(conf);
  }

  private Properties read() throws IOException {
    Properties all = new Properties();
    try (Reader in = Files.newBufferedReader(conf.resolve(PackFile.NAME))) {
      all.load(in);
    }
    return all;
  }

  /** The slave does not answer. */
  private record Pair(int port) implements ServerPair {
    @Override
    public PackEntry packEntry(Side side) {
      boolean master = side == Side.MASTER;
      DatabaseAddress address =
          new DatabaseAddress(
              Engine.SQLSERVER,
              "127.0.0.1",
              master ? port : 1,
              "va\\ult",
              Optional.empty(),
              true,
              new DatabaseAddress.Ways(
                  Optional.empty(),
                  false,
                  Optional.of("db1.example.com"),
                  Auth.SQL,
                  KeyLayer.NONE));
      return new PackEntry(node(side), address, "CORP\\vault_app");
    }

    @Override
    public NodeId node(Side side) {
      return new NodeId(side.usualNode());
    }

    @Override
    public ReplicationAdmin replication() {
      throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public Map<String, Long> beats(Side side) {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
