package org.tandemvault.db.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.SecondFactorDemand;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.SettingsStore;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.db.session.JdbiSession;

/**
 * {@link SettingsStore} in the database: one row per setting, so that a new one needs no new
 * column. Thread-safe.
 */
public final class JdbiSettings implements SettingsStore {
  private static final String VERSION = "version";
  private static final String REVEAL_SECONDS = "reveal-seconds";
  private static final String CLIPBOARD_SECONDS = "clipboard-seconds";
  private static final String MIN_USER_PASSWORD = "min-user-password";
  private static final String REQUIRE_REASON = "require-reason";
  private static final String SECOND_FACTOR = "second-factor";

  /** The number of each in the database is its place here. */
  private static final List<SecondFactorDemand> DEMANDS =
      List.of(SecondFactorDemand.OPTIONAL, SecondFactorDemand.ADMINS, SecondFactorDemand.EVERYONE);

  @Override
  public VaultSettings load(ReadSession tx) {
    Map<String, Long> stored =
        JdbiSession.of(tx)
            .query("policy/settings_load")
            .map((row, context) -> Map.entry(row.getString("name"), row.getLong("setting_value")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Long> defaults = values(VaultSettings.DEFAULT);
    defaults.forEach(stored::putIfAbsent);
    return new VaultSettings(
        Math.toIntExact(stored.get(REVEAL_SECONDS)),
        Math.toIntExact(stored.get(CLIPBOARD_SECONDS)),
        Math.toIntExact(stored.get(MIN_USER_PASSWORD)),
        stored.get(REQUIRE_REASON) != 0,
        demand(stored.get(SECOND_FACTOR)),
        stored.get(VERSION));
  }

  @Override
  public void save(WriteSession tx, VaultSettings settings) {
    var session = JdbiSession.of(tx);
    claimVersion(session, settings.version());
    values(settings)
        .forEach(
            (name, value) -> {
              if (!name.equals(VERSION) && !put(session, "policy/setting_update", name, value)) {
                put(session, "policy/setting_insert", name, value);
              }
            });
  }

  /** The row of the version is what two savers meet at. */
  private static void claimVersion(JdbiSession session, long version) {
    boolean claimed = session.update("policy/settings_claim").bind(VERSION, version).execute() > 0;
    if (!claimed && (version != VaultSettings.DEFAULT.version() + 1 || !makeVersion(session))) {
      throw new StaleVersionException(
          "The settings were changed by somebody else meanwhile. Load them again.");
    }
  }

  private static boolean makeVersion(JdbiSession session) {
    boolean there =
        session.query("policy/settings_load").map((row, context) -> row.getString("name")).stream()
            .anyMatch(VERSION::equals);
    return !there
        && put(session, "policy/setting_insert", VERSION, VaultSettings.DEFAULT.version() + 1);
  }

  private static boolean put(JdbiSession session, String statement, String name, long value) {
    return session.update(statement).bind("name", name).bind("value", value).execute() > 0;
  }

  /** A number that this version does not know demands as much as there is to demand. */
  private static SecondFactorDemand demand(long number) {
    return number >= 0 && number < DEMANDS.size()
        ? DEMANDS.get((int) number)
        : SecondFactorDemand.EVERYONE;
  }

  private static Map<String, Long> values(VaultSettings settings) {
    return Map.of(
        REVEAL_SECONDS, (long) settings.revealSeconds(),
        CLIPBOARD_SECONDS, (long) settings.clipboardSeconds(),
        MIN_USER_PASSWORD, (long) settings.minUserPassword(),
        REQUIRE_REASON, settings.requireReason() ? 1L : 0L,
        SECOND_FACTOR, (long) DEMANDS.indexOf(settings.secondFactor()),
        VERSION, settings.version());
  }
}
