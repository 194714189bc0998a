package org.tandemvault.core.node;

final class InMemoryEpochsTest extends EpochStoreContract {

  private final InMemoryEpochs store = new InMemoryEpochs();
  private final Transactions transactions = InMemoryTransactions.primary(InMemoryDatabase.create());

  @Override
  protected EpochStore store() {
    return store;
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }
}
