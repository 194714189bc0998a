package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.WriteFence.Successor;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.crypto.Keyring;

/** What becomes of a primary whose standby was promoted behind its back. */
final class SuccessionTest {

  private static final long PROMOTED = 1_795_000_000L;

  private final World world = new World();
  private final Site old = world.add("old", NodeRole.PRIMARY);
  private final Site next = world.add("next", NodeRole.PRIMARY);

  @Test
  void aPrimaryTakesChangesUntilItHearsOfANewerOne() {
    meet();

    write(old);

    assertThat(old.running().acceptsWrites()).isTrue();
  }

  @Test
  void aPrimaryThatHearsOfANewerOneTakesNoMoreChangesAndSaysWhereTheyAreTaken() {
    promoteNext();
    meet();
    world.pass(1);

    assertThatThrownBy(() -> write(old))
        .isInstanceOf(ReadOnlyNodeException.class)
        .extracting(e -> ((ReadOnlyNodeException) e).primary())
        .isEqualTo("https://next.example:7272");
    assertThat(old.monitor().status().reason()).contains("next was promoted", "promote.sh rejoin");
    write(next);
  }

  @Test
  void aChangeThatWasUnderWayIsNotCommittedAfterThePromotionIsKnown() {
    meet();

    assertThatThrownBy(
            () ->
                old.gate()
                    .write(
                        tx -> {
                          old.running().fence().shut(new Successor(PROMOTED, ""));
                          return "changed";
                        }))
        .isInstanceOf(ReadOnlyNodeException.class);
  }

  @Test
  void whatWasHeardOutlivesARestartWithTheLinkCut() {
    promoteNext();
    meet();
    world.pass(1);
    old.linkFault = Optional.of(PeerReply.How.SILENT);

    old.restart();

    assertThat(old.running().acceptsWrites()).isFalse();
  }

  @Test
  void theOldPrimaryIsFailedAtTheNewOneWithWordsThatSayWhatToDo() {
    promoteNext();
    meet();
    world.pass(12);

    assertThat(next.monitor().status().haStatus()).isEqualTo(HaState.FAILED);
    assertThat(next.monitor().status().reason()).contains("old still runs as the primary it was");
    assertThat(next.running().acceptsWrites()).isTrue();
  }

  @Test
  void whoCannotProveTheKeyOfTheVaultShutsNobody() {
    World other = new World();
    Site honest = other.add("honest", NodeRole.PRIMARY);
    Site stranger = other.add("stranger", NodeRole.PRIMARY, Keyring.create(new SecureRandom()));
    begin(stranger);
    honest.start(List.of(asStandby(stranger)));
    stranger.start(List.of(asStandby(honest)));

    other.pass(3);

    assertThat(honest.running().acceptsWrites()).isTrue();
  }

  @Test
  void anEqualEpochShutsNobody() {
    World shared = new World();
    Site one = shared.add("one", NodeRole.PRIMARY);
    Site two = shared.add("two", NodeRole.PRIMARY);
    begin(one);
    begin(two);
    one.start(List.of(two.asPeer()));
    two.start(List.of(one.asPeer()));

    shared.pass(3);

    assertThat(one.running().acceptsWrites()).isTrue();
    assertThat(two.running().acceptsWrites()).isTrue();
  }

  /** Each believes the other to be its standby. */
  private void meet() {
    old.start(List.of(asStandby(next)));
    next.start(List.of(asStandby(old)));
  }

  private static Peer asStandby(Site site) {
    Peer peer = site.asPeer();
    return new Peer(peer.node(), NodeRole.STANDBY, peer.url(), peer.certificateExpiresAt());
  }

  private void promoteNext() {
    begin(next);
  }

  private static void begin(Site site) {
    site.transactions.write(tx -> site.epochs.begin(tx, PROMOTED));
  }

  private static void write(Site site) {
    String done = site.gate().write(tx -> "done");

    assertThat(done).isEqualTo("done");
  }
}
