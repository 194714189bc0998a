package org.tandemvault.db.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEventsContract;
import org.tandemvault.core.audit.AuditExport;
import org.tandemvault.core.audit.AuditFixture;
import org.tandemvault.core.audit.AuditVerifier;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.db.FreshDatabase;

/** The contract on PostgreSQL, and what the owner of the database may try. */
class JdbiAuditEventsTest extends AuditEventsContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected AuditFixture emptyStore() {
    DATABASE.clear();
    return new AuditFixture(DATABASE.primary(), new JdbiAuditEvents());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor = 'mallory'",
        "actor_key = 'mallory'",
        "target_name = 'other'",
        "target_key = 'other'",
        "action = 'COPY'",
        "outcome = 'REFUSED'",
        "actor_id = ''",
        "target_id = ''",
        "target_type = ''",
        "reason = ''",
        "client = ''",
        "happened_at = happened_at - interval '1 day'",
        "prev_hash = hash"
      })
  void nothingThatTheDatabasesOwnerChangesInAnEventGoesUnseen(String change) {
    record();
    assertThat(verifier().verify().ok()).isTrue();

    DATABASE.runAsOwner(
        "alter table vault.audit_event disable trigger guard_change;"
            + " update vault.audit_event set "
            + change
            + " where seq = 2;"
            + " alter table vault.audit_event enable always trigger guard_change");

    var node = verifier().verify().nodes().getFirst();
    assertThat(node.ok()).isFalse();
    assertThat(node.firstBad()).contains(2L);
  }

  private static void record() {
    var chain = new AuditChain(Trail.NODE, new JdbiAuditEvents(), Trail.authenticator());
    try (var trail =
        new ChainedAuditTrail(chain, DATABASE.primary(), AuditExport.NONE, Clock.systemUTC())) {
      for (int i = 0; i < 3; i++) {
        trail.recordDurably(
            new AuditEntry(
                "0ABCDEFGHJKMN",
                "Änne",
                AuditAction.REVEAL,
                new Target("account", "0ABCDEFGHJKMP", "Db-1/root"),
                Outcome.OK,
                "ticket 7",
                "192.0.2.1"));
      }
    }
  }

  private static AuditVerifier verifier() {
    return new AuditVerifier(DATABASE.primary(), new JdbiAuditEvents(), Trail.authenticator());
  }
}
