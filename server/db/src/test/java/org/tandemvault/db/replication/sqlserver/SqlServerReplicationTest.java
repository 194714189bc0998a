package org.tandemvault.db.replication.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;

final class SqlServerReplicationTest {

  @Test
  void aFreshPairIsSetUpAndThenThereIsNothingLeftToDo() {
    FakeWorld world = new FakeWorld();
    ReplicationPlan after = world.replication().apply(ReplicationProgress.SILENT);
    assertThat(after.isDone()).as(after.text()).isTrue();
    assertThat(world.primary.publications).containsOnlyKeys("vault_to_standby_b");
    assertThat(world.standby.publications).containsOnlyKeys("vault_from_standby_b");
    assertThat(world.standby.received).containsKey("vault_to_standby_b");
    assertThat(world.primary.received).containsKey("vault_from_standby_b");
  }

  @Test
  void aSecondRunRunsNothing() {
    FakeWorld world = setUp();
    world.statements.clear();
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.changes()).isEmpty();
  }

  @Test
  void twoRunsAtOnceAreRefused() {
    FakeWorld world = setUp();
    world.standby.locked = true;
    assertThatThrownBy(() -> world.replication().apply(ReplicationProgress.SILENT))
        .hasMessageContaining("Another set-up works on SQLB");
    assertThat(world.primary.locked).isFalse();
  }

  @Test
  void aStandbyThatLostItsDatabaseGetsItsOwnEventsBackInOrder() {
    FakeWorld world = new FakeWorld();
    world.primary.ownEvents.addAll(List.of(1L, 2L, 3L, 4L, 5L));
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.standby.ownEvents).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(world.primary.ownEvents).hasSize(5);
  }

  @Test
  void anUpgradeChangesTablesWhileNothingIsPublishedAndPublishesAgain() {
    FakeWorld world = setUp();
    String end = world.state();
    world.primary.newest = 2;
    world.standby.newest = 2;
    assertThat(world.replication().planUpgrade().text())
        .contains("sp_dropsubscription")
        .contains("This version's changelog is run.");
    world.statements.clear();
    ReplicationPlan after = world.replication().upgrade(ReplicationProgress.SILENT);
    assertThat(after.isDone()).as(after.text()).isTrue();
    assertThat(world.primary.version).isEqualTo(2);
    assertThat(world.standby.version).isEqualTo(2);
    assertThat(world.calls())
        .extracting(ProcedureCall::procedure)
        .containsSubsequence(
            "sp_droppublication", "sp_addpublication", "sp_startpublication_snapshot");
    assertThat(world.state()).isEqualTo(end);
  }

  @Test
  void anUpgradeWithoutNewTablesDropsNothing() {
    FakeWorld world = setUp();
    world.statements.clear();
    world.replication().upgrade(ReplicationProgress.SILENT);
    assertThat(world.changes()).isEmpty();
  }

  @Test
  void aTableOfANewVersionIsAddedAndSentAndOneThatIsGoneIsDropped() {
    FakeWorld world = setUp();
    FakePublication p = world.primary.publications.get("vault_to_standby_b");
    p.articles.remove("share");
    p.subscriptions.remove("share");
    p.articles.put("old_table", new FakePublication.FakeArticle("vault.old_table"));
    p.subscriptions.put("old_table", 2);
    world.statements.clear();
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.changes())
        .extracting(s -> s.shown().split(" ", 3)[1])
        .containsExactly(
            "sys.sp_dropsubscription",
            "sys.sp_droparticle",
            "sys.sp_addarticle",
            "sys.sp_addsubscription",
            "sys.sp_dropextendedproperty",
            "sys.sp_startpublication_snapshot",
            "sys.sp_posttracertoken",
            "sys.sp_addextendedproperty");
    assertThat(p.articles).containsKey("share").doesNotContainKey("old_table");
  }

  @Test
  void bothStatusesRunAfterwards() {
    FakeWorld world = setUp();
    assertThat(world.replication().status().isRunning()).isTrue();
  }

  @Test
  void aPlanThatIsOnlyShownChangesNothingAndTellsAllButPasswords() {
    FakeWorld world = new FakeWorld();
    String before = world.state();
    String text = world.replication().plan().text();
    assertThat(world.state()).isEqualTo(before);
    assertThat(world.statements).isEmpty();
    assertThat(text)
        .contains("EXEC sys.sp_adddistributor @distributor = N'SQLA'")
        .contains("USE [vault]; EXEC sys.sp_addpublication")
        .contains("@publisher_password = N'********'")
        .contains("CREATE LOGIN [vault_log_reader] WITH PASSWORD = N'********'")
        .contains("@filter_clause = N'[node_id] <> N''standby-b'''")
        .contains("@filter_clause = N'[node_id] = N''standby-b'''")
        .contains("EXEC sys.sp_startpublication_snapshot")
        .contains("may take 30 minutes");
  }

  @Test
  void noStatementThatIsSentHoldsAPassword() {
    FakeWorld world = setUp();
    List<String> passwords =
        Stream.concat(
                world.primary.logins.values().stream(), world.standby.logins.values().stream())
            .toList();
    assertThat(passwords).hasSize(6).allMatch(p -> p.length() == 44).doesNotHaveDuplicates();
    assertThat(world.statements)
        .allSatisfy(
            s -> {
              String all = s.sent() + s.shown() + s;
              assertThat(passwords).noneMatch(all::contains);
            });
  }

  @Test
  void everyAgentKnowsThePasswordOfItsLogin() {
    FakeWorld world = setUp();
    requireMatchingPasswords(world);
  }

  @TestFactory
  Stream<DynamicTest> aRunThatBrokeAnywhereIsRunAgainToTheSameEnd() {
    FakeWorld whole = setUp();
    String end = whole.state();
    int all = whole.statements.size();
    return Stream.of(true, false)
        .flatMap(
            effect ->
                IntStream.range(0, all)
                    .mapToObj(
                        n ->
                            DynamicTest.dynamicTest(
                                "broken at statement "
                                    + n
                                    + (effect ? " after" : " before")
                                    + " its effect",
                                () -> breakAndRunAgain(n, effect, end))));
  }

  private static void breakAndRunAgain(int n, boolean effect, String end) {
    FakeWorld world = new FakeWorld();
    world.breakAfter(n, effect);
    assertThatThrownBy(() -> world.replication().apply(ReplicationProgress.SILENT))
        .isInstanceOf(ReplicationException.class);
    ReplicationPlan after = world.replication().apply(ReplicationProgress.SILENT);
    assertThat(after.isDone()).as(after.text()).isTrue();
    assertThat(world.state()).isEqualTo(end);
    requireMatchingPasswords(world);
  }

  private static void requireMatchingPasswords(FakeWorld world) {
    for (FakeServer server : List.of(world.primary, world.standby)) {
      for (FakeAgent agent : server.allAgents()) {
        FakeServer home = agent.kind.equals("push") ? world.other(server) : server;
        assertThat(agent.password).as(agent.kind).isEqualTo(home.logins.get(agent.login));
      }
    }
  }

  @Test
  void agentsCheckTheCertificateTryForEverAndBelongToALoginThatStays() {
    FakeWorld world = setUp();
    assertThat(world.primary.allAgents())
        .hasSize(3)
        .allMatch(a -> a.command.contains("-EncryptionLevel 2") && a.owner.equals("sa"))
        .filteredOn(a -> !a.kind.equals("snapshot"))
        .allMatch(a -> a.retries == Integer.MAX_VALUE && a.running);
  }

  @Test
  void aDistributorThatCleansUpNoMoreIsToldToDoSo() {
    FakeWorld world = setUp();
    world.standby.cleanUp = false;
    world.statements.clear();
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.changes())
        .extracting(s -> s.shown().split(" ", 3)[1])
        .containsExactly("dbo.sp_update_job");
    assertThat(world.standby.cleanUp).isTrue();
  }

  @Test
  void aSplitNeverDropsASubscription() {
    FakeWorld world = setUp();
    assertThat(world.primary.keepHours).isEqualTo(336);
    assertThat(world.calls())
        .filteredOn(c -> c.procedure().equals("sp_addpublication"))
        .hasSize(2)
        .allMatch(c -> c.plain("@retention").filter("0"::equals).isPresent());
  }

  @Test
  void serversWithPortsOfTheirOwnAreCalledByNameAndPort() {
    FakeWorld world = new FakeWorld();
    world.primary.port = 14330;
    world.standby.port = 14331;
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.calls())
        .filteredOn(c -> c.procedure().equals("sp_addsubscription"))
        .extracting(c -> c.plain("@subscriber").orElse(""))
        .containsExactly("SQLB,14331", "SQLA,14330");
    world.statements.clear();
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.changes()).isEmpty();
  }

  @Test
  void theStandbysLoginGetsNarrowRightsOnceItIsThere() {
    FakeWorld world = setUp();
    world.standby.logins.put("vault_app", "secret");
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.standby.permissions.get("vault/vault_app"))
        .filteredOn(right -> right.contains("[vault]"))
        .containsExactlyInAnyOrder(
            "SELECT ON SCHEMA::[vault]",
            "INSERT ON [vault].[audit_event]",
            "INSERT ON [vault].[heartbeat]",
            "UPDATE ON [vault].[heartbeat]");
    assertThat(world.replication().plan().isDone()).isTrue();
  }

  @Test
  void newerServersAreToldHowTheyReachTheirDistributor() {
    FakeWorld world = new FakeWorld();
    world.primary.major = 17;
    world.standby.major = 17;
    world.replication().apply(ReplicationProgress.SILENT);
    ProcedureCall call =
        world.calls().stream()
            .filter(c -> c.procedure().equals("sp_adddistributor"))
            .findFirst()
            .orElseThrow();
    assertThat(call.plain("@trust_distributor_certificate")).contains("no");
  }

  @TestFactory
  Stream<DynamicTest> whatAServerCannotDoIsToldInOneSentenceAndNothingIsDone() {
    return Stream.of(ServerTrouble.values())
        .map(trouble -> DynamicTest.dynamicTest(trouble.name(), () -> refused(trouble)));
  }

  private static void refused(ServerTrouble trouble) {
    FakeWorld world = new FakeWorld();
    trouble.strike(world);
    assertThatThrownBy(() -> world.replication().apply(ReplicationProgress.SILENT))
        .isInstanceOfSatisfying(
            ReplicationException.class,
            e ->
                assertThat(e.reason())
                    .isEqualTo(trouble.isAboutRights() ? Reason.DENIED : Reason.REFUSED))
        .hasMessageStartingWith("Nothing was done: at the " + trouble.where())
        .hasMessageContaining(trouble.told());
    assertThat(world.changes()).isEmpty();
  }

  private static FakeWorld setUp() {
    FakeWorld world = new FakeWorld();
    world.replication().apply(ReplicationProgress.SILENT);
    return world;
  }
}
