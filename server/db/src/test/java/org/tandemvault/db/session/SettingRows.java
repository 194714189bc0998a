package org.tandemvault.db.session;

import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;

/** Settings as rows that the contract of the gate writes and looks for, on every engine. */
public final class SettingRows {

  private SettingRows() {}

  public static void put(WriteSession tx, String name) {
    JdbiSession.of(tx)
        .update("policy/setting_insert")
        .bind("name", name)
        .bind("value", 1L)
        .execute();
  }

  public static boolean has(ReadSession tx, String name) {
    return JdbiSession.of(tx)
        .query("policy/settings_load")
        .map((row, context) -> row.getString("name"))
        .list()
        .contains(name);
  }
}
