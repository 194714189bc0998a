package org.tandemvault.db.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.crypto.Secret;

/**
 * SQL Server's own keys in one database (ADR 0092): database master key, certificate, symmetric
 * key. The symmetric key is made of the password of {@code conf/masterkey.key}, so that the same
 * file makes the same key on another server. Every step looks first. Thread-safe.
 */
public final class SqlServerKeys {
  private static final String PROOF = "54616e64656d";

  private final KeyLayer layer;

  public SqlServerKeys(KeyLayer layer) {
    this.layer = layer;
  }

  /** What is there. */
  public enum State {
    THERE,
    MISSING,
    /** The server knows no such keys. */
    UNKNOWN
  }

  /**
   * One thing that must be there.
   *
   * @param look finds 0 if it is not
   * @param act makes it
   */
  record Step(String look, String act) {}

  /** Whether the symmetric key is there. */
  public State look(Connection connection) throws SQLException {
    try {
      return count(connection, keyLook()) > 0 ? State.THERE : State.MISSING;
    } catch (SQLException e) {
      requireConnection(e);
      return State.UNKNOWN;
    }
  }

  /**
   * Makes what is missing and lets the application's login use it.
   *
   * @param password of conf/masterkey.key
   * @param appUser the login that works with the rows; the owner needs no grant
   */
  public void make(Connection connection, Secret password, String owner, String appUser)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Step step : steps(password)) {
        if (count(connection, step.look()) == 0) {
          statement.execute(step.act());
        }
      }
      for (String grant : grants(owner, appUser)) {
        statement.execute(grant);
      }
    }
  }

  /**
   * Opens the key, encrypts and decrypts.
   *
   * @return false if it does not do what it should
   */
  public boolean isProven(Connection connection) throws SQLException {
    String question =
        "select convert(varchar(40), decryptbykey(encryptbykey(key_guid("
            + TSql.text(layer.symmetricKey())
            + "), 0x"
            + PROOF
            + ")), 2)";
    try (Statement statement = connection.createStatement()) {
      statement.execute(KeyLayerSql.of(layer).opening());
      try (ResultSet row = statement.executeQuery(question)) {
        return row.next() && PROOF.equalsIgnoreCase(row.getString(1));
      } finally {
        statement.execute("close symmetric key " + TSql.name(layer.symmetricKey()));
      }
    }
  }

  /** What is made, in order. */
  List<Step> steps(Secret password) {
    String text = password.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    String certificate = TSql.name(layer.certificate());
    return List.of(
        new Step(
            "select count(*) from sys.symmetric_keys where name = N'##MS_DatabaseMasterKey##'",
            "create master key encryption by password = " + TSql.text(text)),
        new Step(
            "select count(*) from sys.certificates where name = " + TSql.text(layer.certificate()),
            "create certificate "
                + certificate
                + " with subject = N'Tandem Vault', expiry_date = N'20991231'"),
        new Step(
            keyLook(),
            "create symmetric key "
                + TSql.name(layer.symmetricKey())
                + " with key_source = "
                + TSql.text(derived(password, "key source"))
                + ", algorithm = aes_256, identity_value = "
                + TSql.text(derived(password, "identity value"))
                + " encryption by certificate "
                + certificate));
  }

  /** Opening the key needs CONTROL on the certificate and VIEW DEFINITION on the key. */
  List<String> grants(String owner, String appUser) {
    List<String> grants = new ArrayList<>();
    if (!appUser.isEmpty() && !appUser.equals(owner)) {
      String user = TSql.name(appUser);
      grants.add("grant control on certificate::" + TSql.name(layer.certificate()) + " to " + user);
      grants.add(
          "grant view definition on symmetric key::"
              + TSql.name(layer.symmetricKey())
              + " to "
              + user);
    }
    return grants;
  }

  private String keyLook() {
    return "select count(*) from sys.symmetric_keys where name = "
        + TSql.text(layer.symmetricKey());
  }

  private static String derived(Secret password, String what) {
    return password.use(
        bytes -> {
          try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                ("tandem-vault/sqlserver/v1/" + what + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
          }
        });
  }

  private static int count(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void requireConnection(SQLException e) throws SQLException {
    if (Optional.ofNullable(e.getSQLState()).orElse("").startsWith("08")) {
      throw e;
    }
  }
}
