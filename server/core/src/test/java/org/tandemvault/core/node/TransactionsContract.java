package org.tandemvault.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.ReadOnlyNodeException;

/** What every implementation of {@link Transactions} must do. */
public abstract class TransactionsContract {

  private Transactions primary;
  private List<String> told;

  /** The gate of a primary, over a store whose rows with these names are not there yet. */
  protected abstract Transactions emptyPrimary();

  /** The gate of a standby over the same store. */
  protected abstract Transactions standby();

  /** Writes some row of the vault that goes by this name. */
  protected abstract void put(WriteSession tx, String name);

  /** True if that row is there. */
  protected abstract boolean has(ReadSession tx, String name);

  @BeforeEach
  void open() {
    primary = emptyPrimary();
    told = new ArrayList<>();
  }

  @Test
  void aChangeIsThereAfterwards() {
    String result =
        primary.write(
            tx -> {
              put(tx, "row");
              return has(tx, "row") ? "seen inside" : "not seen inside";
            });

    assertThat(result).isEqualTo("seen inside");
    assertThat(isThere("row")).isTrue();
  }

  @Test
  void anExceptionRollsBackAndIsPassedOn() {
    var failure = NotFoundException.of("thing", "7");

    assertThatThrownBy(
            () ->
                primary.write(
                    tx -> {
                      put(tx, "row");
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(isThere("row")).isFalse();
  }

  @Test
  void anErrorRollsBackToo() {
    assertThatThrownBy(
            () ->
                primary.write(
                    tx -> {
                      put(tx, "row");
                      throw new StackOverflowError("on purpose");
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(isThere("row")).isFalse();
  }

  @Test
  void aStandbyRefusesChangesBeforeAnyWork() {
    AtomicInteger runs = new AtomicInteger();

    assertThatThrownBy(() -> standby().demandWrites()).isInstanceOf(ReadOnlyNodeException.class);
    assertThatThrownBy(() -> standby().write(tx -> runs.incrementAndGet()))
        .isInstanceOf(ReadOnlyNodeException.class);
    assertThat(runs).hasValue(0);
  }

  @Test
  void aStandbyReadsAndWritesWhatIsItsOwn() {
    assertThat(standby().<Boolean>read(tx -> has(tx, "row"))).isFalse();
    assertThat(standby().<String>local(tx -> "own")).isEqualTo("own");
  }

  @Test
  void participantsHaveTheLastWordAndHearOfTheCommit() {
    primary.write(
        tx -> {
          join(tx, First.class, () -> put(tx, "by participant"));
          put(tx, "row");
          told.add("worked");
          return 1;
        });

    assertThat(told).containsExactly("worked", "First before", "First COMMITTED");
    assertThat(isThere("row")).isTrue();
    assertThat(isThere("by participant")).isTrue();
  }

  @Test
  void aTransactionHasOneParticipantOfAKind() {
    primary.write(
        tx -> {
          Told first = join(tx, First.class, () -> {});
          assertThat(join(tx, First.class, () -> {})).isSameAs(first);
          assertThat(join(tx, Second.class, () -> {})).isNotSameAs(first);
          return 1;
        });

    assertThat(told)
        .containsExactlyInAnyOrder(
            "First before", "Second before", "First COMMITTED", "Second COMMITTED");
  }

  @Test
  void aParticipantThatFailsRollsEverythingBack() {
    var failure = NotFoundException.of("thing", "7");

    assertThatThrownBy(
            () ->
                primary.write(
                    tx -> {
                      put(tx, "row");
                      join(
                          tx,
                          First.class,
                          () -> {
                            throw failure;
                          });
                      return 1;
                    }))
        .isSameAs(failure);
    assertThat(told).containsExactly("First before", "First ROLLED_BACK");
    assertThat(isThere("row")).isFalse();
  }

  @Test
  void aParticipantHearsOfARollbackThoughItWasNeverAsked() {
    assertThatThrownBy(
            () ->
                primary.write(
                    tx -> {
                      join(tx, First.class, () -> {});
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(told).containsExactly("First ROLLED_BACK");
  }

  private boolean isThere(String name) {
    return primary.read(tx -> has(tx, name));
  }

  private Told join(WriteSession tx, Class<? extends Told> kind, Runnable last) {
    return kind == First.class
        ? tx.participant(First.class, () -> new First(told, last))
        : tx.participant(Second.class, () -> new Second(told, last));
  }

  private abstract static class Told implements CommitParticipant {

    private final List<String> told;
    private final Runnable last;

    Told(List<String> told, Runnable last) {
      this.told = told;
      this.last = last;
    }

    @Override
    public void beforeCommit() {
      told.add(getClass().getSimpleName() + " before");
      last.run();
    }

    @Override
    public void ended(Ending ending) {
      told.add(getClass().getSimpleName() + " " + ending);
    }
  }

  private static final class First extends Told {
    First(List<String> told, Runnable last) {
      super(told, last);
    }
  }

  private static final class Second extends Told {
    Second(List<String> told, Runnable last) {
      super(told, last);
    }
  }
}
