package org.tandemvault.db.policy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.node.EpochStore;
import org.tandemvault.core.node.EpochStoreContract;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiEpochsTest extends EpochStoreContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  private Transactions transactions;

  @BeforeEach
  void open() {
    transactions = JdbiFixtures.emptyVault(DATABASE).transactions;
  }

  @Override
  protected EpochStore store() {
    return new JdbiEpochs();
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }
}
