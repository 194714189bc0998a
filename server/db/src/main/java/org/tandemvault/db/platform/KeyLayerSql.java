package org.tandemvault.db.platform;

import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.conf.DatabaseConf.KeyLayerMode;

/**
 * How sealed values pass SQL Server's own key (ADR 0092); without that layer they stay as they are.
 * The connection has opened the key. What is longer than ENCRYPTBYKEY takes has the application's
 * seal alone, and so has what was written before the layer was there: the first 16 bytes of what
 * the server encrypted are the key's GUID, which tells them apart.
 */
public final class KeyLayerSql {
  /** ENCRYPTBYKEY answers 8000 bytes at most, with a header, an initial vector and padding. */
  static final int LONGEST = 7_800;

  /** No second layer. */
  public static final KeyLayerSql NONE = new KeyLayerSql(KeyLayer.NONE);

  private final KeyLayer layer;

  private KeyLayerSql(KeyLayer layer) {
    this.layer = layer;
  }

  public static KeyLayerSql of(KeyLayer layer) {
    return new KeyLayerSql(layer);
  }

  /** What is written for a value: a parameter such as {@code ?} or {@code :sealed}. */
  public String sealed(String parameter) {
    if (isAbsent()) {
      return parameter;
    }
    String value = "cast(" + parameter + " as varbinary(max))";
    return "case when datalength("
        + value
        + ") <= "
        + LONGEST
        + " then encryptbykey("
        + guid()
        + ", cast("
        + parameter
        + " as varbinary(8000))) else "
        + value
        + " end";
  }

  /** What is read of a column. */
  public String opened(String column) {
    if (isAbsent()) {
      return column;
    }
    return "case when substring("
        + column
        + ", 1, 16) = cast("
        + guid()
        + " as binary(16))"
        + " then decryptbykey(cast("
        + column
        + " as varbinary(8000))) else "
        + column
        + " end";
  }

  /** How often the parameter stands in {@link #sealed}. */
  public int parameters() {
    return isAbsent() ? 1 : 3;
  }

  /** What each new connection does first. */
  String opening() {
    return "open symmetric key "
        + TSql.name(layer.symmetricKey())
        + " decryption by certificate "
        + TSql.name(layer.certificate());
  }

  /** Whether there is no second layer. */
  public boolean isAbsent() {
    return layer.mode() == KeyLayerMode.NONE;
  }

  private String guid() {
    return "key_guid(" + TSql.text(layer.symmetricKey()) + ")";
  }
}
