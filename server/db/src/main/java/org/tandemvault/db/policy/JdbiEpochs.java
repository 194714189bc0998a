package org.tandemvault.db.policy;

import java.util.Map;
import java.util.stream.Collectors;
import org.tandemvault.core.node.EpochStore;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.db.session.JdbiSession;

/**
 * {@link EpochStore} in two rows of the table of settings, which travels to the standbys: a standby
 * that was promoted begins with what its primary had. Thread-safe.
 */
public final class JdbiEpochs implements EpochStore {

  /** The row of the epoch that these rows come from. */
  public static final String OWN = "primary-epoch";

  /** The row of the newest epoch that was seen at another node. */
  public static final String NEWEST = "primary-superseded-by";

  @Override
  public Epochs load(ReadSession tx) {
    Map<String, Long> stored =
        JdbiSession.of(tx)
            .query("policy/settings_load")
            .map((row, context) -> Map.entry(row.getString("name"), row.getLong("setting_value")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Epochs(stored.getOrDefault(OWN, 0L), stored.getOrDefault(NEWEST, 0L));
  }

  @Override
  public long begin(WriteSession tx, long second) {
    Epochs before = load(tx);
    long epoch = Math.max(second, Math.max(before.own(), before.newest()) + 1);
    put(JdbiSession.of(tx), OWN, epoch);
    return epoch;
  }

  @Override
  public void supersede(WriteSession tx, long epoch) {
    if (load(tx).newest() >= epoch) {
      return;
    }
    put(JdbiSession.of(tx), NEWEST, epoch);
  }

  private static void put(JdbiSession session, String name, long epoch) {
    if (!put(session, "policy/setting_update", name, epoch)) {
      put(session, "policy/setting_insert", name, epoch);
    }
  }

  private static boolean put(JdbiSession session, String statement, String name, long epoch) {
    return session.update(statement).bind("name", name).bind("value", epoch).execute() > 0;
  }
}
