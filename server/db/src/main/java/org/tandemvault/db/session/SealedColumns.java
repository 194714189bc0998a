package org.tandemvault.db.session;

import java.util.regex.Pattern;
import org.tandemvault.db.platform.KeyLayerSql;

/**
 * Where a statement reads or writes sealed values, the second layer comes between (ADR 0092). They
 * are read as {@code alias.column} and written as parameters of their own names, in every file.
 */
final class SealedColumns {
  private static final Pattern READ =
      Pattern.compile("\\b([a-z]+)\\.(sealed_password|sealed_totp|sealed_notes|sealed)\\b");
  private static final Pattern WRITTEN =
      Pattern.compile(":(sealedPassword|sealedTotp|sealedNotes|sealed)\\b");

  private SealedColumns() {}

  static String through(KeyLayerSql layer, String sql) {
    String read =
        READ.matcher(sql)
            .replaceAll(found -> layer.opened(found.group()) + " as " + found.group(2));
    return WRITTEN.matcher(read).replaceAll(found -> layer.sealed(found.group()));
  }
}
