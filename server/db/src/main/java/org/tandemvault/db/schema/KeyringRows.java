package org.tandemvault.db.schema;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.WrappedDataKey;
import org.tandemvault.db.session.JdbiSession;

/** The keyring's rows. */
final class KeyringRows {

  private KeyringRows() {}

  static Optional<Keyring> open(ReadSession tx, MasterKey master) {
    List<WrappedDataKey> keys =
        JdbiSession.of(tx)
            .query("schema/keyring_load")
            .map(
                (row, context) ->
                    new WrappedDataKey(
                        row.getInt("key_id"), row.getBytes("wrapped"), row.getBoolean("active")))
            .list();
    return keys.isEmpty() ? Optional.empty() : Optional.of(Keyring.unwrap(master, keys));
  }

  /** Puts these keys in the place of those of the same numbers, and adds the others. */
  static void save(WriteSession tx, List<WrappedDataKey> keys) {
    List<WrappedDataKey> added =
        keys.stream()
            .filter(
                key ->
                    JdbiSession.of(tx)
                            .update("schema/keyring_update")
                            .bind("keyId", key.id())
                            .bind("wrapped", key.wrapped())
                            .bind("active", key.active())
                            .execute()
                        == 0)
            .toList();
    insert(tx, added);
  }

  static void insert(WriteSession tx, List<WrappedDataKey> keys) {
    var batch = JdbiSession.of(tx).batch("schema/keyring_insert");
    for (WrappedDataKey key : keys) {
      batch
          .bind("keyId", key.id())
          .bind("wrapped", key.wrapped())
          .bind("active", key.active())
          .add();
    }
    batch.execute();
  }
}
