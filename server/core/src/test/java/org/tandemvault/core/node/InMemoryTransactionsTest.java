package org.tandemvault.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.shared.UnavailableException;

final class InMemoryTransactionsTest extends TransactionsContract {

  private final InMemoryDatabase database = InMemoryDatabase.create();
  private final InMemoryTable<String, String> rows = InMemoryTable.create();
  private final InMemoryTransactions primary = InMemoryTransactions.primary(database);

  @Override
  protected Transactions emptyPrimary() {
    return primary;
  }

  @Override
  protected Transactions standby() {
    return InMemoryTransactions.standby(database);
  }

  @Override
  protected void put(WriteSession tx, String name) {
    rows.put(tx, name, name);
  }

  @Override
  protected boolean has(ReadSession tx, String name) {
    return rows.get(tx, name).isPresent();
  }

  @Test
  void nestedTransactionsAreRefused() {
    assertThatThrownBy(() -> primary.read(outer -> primary.read(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(primary.<Integer>read(tx -> 1)).isEqualTo(1);
  }

  @Test
  void aSessionIsOfNoUseAfterItsTransaction() {
    List<ReadSession> kept = new ArrayList<>();
    primary.read(kept::add);

    assertThatThrownBy(() -> has(kept.getFirst(), "row")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRefusedCommitRollsBack() {
    database.failNextCommit();

    assertThat(endingOfAChange()).containsExactly(Ending.ROLLED_BACK);
    assertThat(primary.<Boolean>read(tx -> has(tx, "row"))).isFalse();
  }

  @Test
  void anAnswerCanBeLostWithAndWithoutTheCommit() {
    database.loseNextAnswer(false);
    assertThat(endingOfAChange()).containsExactly(Ending.UNKNOWN);
    assertThat(primary.<Boolean>read(tx -> has(tx, "row"))).isFalse();

    database.loseNextAnswer(true);
    assertThat(endingOfAChange()).containsExactly(Ending.UNKNOWN);
    assertThat(primary.<Boolean>read(tx -> has(tx, "row"))).isTrue();
  }

  @Test
  void anUnreachableDatabaseAnswersNothing() {
    database.unreachable(true);
    assertThatThrownBy(() -> primary.read(tx -> 1)).isInstanceOf(UnavailableException.class);

    database.unreachable(false);
    assertThat(primary.<Integer>read(tx -> 1)).isEqualTo(1);
  }

  private List<Ending> endingOfAChange() {
    List<Ending> endings = new ArrayList<>();
    assertThatThrownBy(
            () ->
                primary.write(
                    tx -> {
                      put(tx, "row");
                      return tx.participant(Listening.class, () -> new Listening(endings));
                    }))
        .isInstanceOf(UnavailableException.class);
    return endings;
  }

  private record Listening(List<Ending> endings) implements CommitParticipant {
    @Override
    public void beforeCommit() {}

    @Override
    public void ended(Ending ending) {
      endings.add(ending);
    }
  }
}
