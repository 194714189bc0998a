package org.tandemvault.db.replication.sqlserver;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall.Argument;

/** Every call is held against the documentation; a wrong one is found. */
final class ProcedureCallsTest {
  private static final Pattern CALLED = Pattern.compile("EXEC sys\\.(\\w+)([^;]*)");
  private static final Pattern PARAMETER = Pattern.compile("@\\w+(?= =)");

  private final ProcedureCatalogue catalogue = new ProcedureCatalogue();

  /** Set up, set up anew after each break, reseed both ways, remove. */
  private static List<ProcedureCall> all() {
    FakeWorld world = new FakeWorld();
    world.primary.major = 17;
    world.primary.port = 14330;
    world.breakAfter(40, true);
    try {
      world.replication().apply(ReplicationProgress.SILENT);
    } catch (org.tandemvault.db.replication.ReplicationException broken) {
      // what follows goes on from there
    }
    world.replication().apply(ReplicationProgress.SILENT);
    world.primary.marks.keySet().removeIf(k -> k.contains("agent"));
    world.standby.marks.keySet().removeIf(k -> k.contains("agent"));
    world.primary.keepHours = 1;
    world.replication().apply(ReplicationProgress.SILENT);
    world.replication().reseed(Direction.TO_STANDBY, ReplicationProgress.SILENT);
    world.replication().reseed(Direction.TO_PRIMARY, ReplicationProgress.SILENT);
    world.replication().remove(ReplicationProgress.SILENT);
    return world.calls();
  }

  @Test
  void everyCallIsAsDocumented() {
    List<ProcedureCall> calls = all();
    assertThat(calls).hasSizeGreaterThan(80);
    assertThat(calls)
        .allSatisfy(call -> assertThat(catalogue.problems(call)).as(call.shown()).isEmpty());
    assertThat(calls.stream().map(ProcedureCall::procedure).distinct())
        .contains(
            "sp_changelogreader_agent",
            "sp_changepublication_snapshot",
            "sp_changesubscription",
            "sp_changedistributiondb",
            "sp_dropdistributor");
  }

  @Test
  void theOrderIsTheDocumentedOne() {
    FakeWorld world = new FakeWorld();
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.calls().stream().map(ProcedureCall::procedure))
        .containsSubsequence(
            "sp_configure",
            "sp_adddistributor",
            "sp_adddistributiondb",
            "sp_adddistpublisher",
            "sp_replicationdboption",
            "sp_addlogreader_agent",
            "sp_addpublication",
            "sp_addpublication_snapshot",
            "sp_addarticle",
            "sp_articlefilter",
            "sp_articleview",
            "sp_addsubscription",
            "sp_addpushsubscription_agent",
            "sp_update_jobstep",
            "sp_startpublication_snapshot",
            "sp_posttracertoken");
  }

  @Test
  void aWrongOrderIsFound() {
    FakeWorld world = new FakeWorld();
    world.replication().apply(ReplicationProgress.SILENT);
    List<ProcedureCall> inOrder = world.calls();
    FakeServer fresh = new FakeWorld().primary;
    for (String tooEarly :
        List.of(
            "sp_adddistributiondb",
            "sp_adddistpublisher",
            "sp_replicationdboption",
            "sp_addlogreader_agent",
            "sp_addpublication",
            "sp_addpublication_snapshot",
            "sp_addarticle",
            "sp_articlefilter",
            "sp_articleview",
            "sp_addsubscription",
            "sp_addpushsubscription_agent",
            "sp_startpublication_snapshot",
            "sp_posttracertoken")) {
      ProcedureCall call =
          inOrder.stream().filter(c -> c.procedure().equals(tooEarly)).findFirst().orElseThrow();
      assertThatThrownBy(() -> fresh.open().run(call))
          .as(tooEarly)
          .isInstanceOfAny(AssertionError.class, NoSuchElementException.class);
    }
  }

  /** For each procedure and each set of its parameters that is used: every way to be wrong. */
  @TestFactory
  Stream<DynamicTest> whateverIsWrongInACallIsFound() {
    Map<String, ProcedureCall> kinds = new LinkedHashMap<>();
    for (ProcedureCall call : all()) {
      String names = call.arguments().stream().map(Argument::name).toList().toString();
      kinds.putIfAbsent(call.procedure() + names, call);
    }
    return kinds.values().stream()
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.procedure(),
                    () ->
                        assertThat(new CallMutations(catalogue).of(call))
                            .isNotEmpty()
                            .allSatisfy(
                                m ->
                                    assertThat(catalogue.problems(m.call()))
                                        .as(m.kind() + ": " + m.call().shown())
                                        .isNotEmpty())));
  }

  @Test
  void everyKindOfMistakeIsTriedOften() {
    Map<CallMutations.Kind, Long> tried =
        all().stream()
            .flatMap(call -> new CallMutations(catalogue).of(call).stream())
            .collect(groupingBy(CallMutations.Mutant::kind, counting()));

    assertThat(tried).containsOnlyKeys(CallMutations.Kind.values());
    assertThat(tried.values()).allMatch(count -> count >= 40);
  }

  @Test
  void lookUpsCallWhatIsDocumented() {
    List<String> called = new ArrayList<>();
    for (LookUp lookUp : LookUp.values()) {
      Matcher found = CALLED.matcher(lookUp.text());
      while (found.find()) {
        called.add(found.group(1));
        assertThat(catalogue.knows(found.group(1))).as(found.group(1)).isTrue();
        Matcher parameter = PARAMETER.matcher(found.group(2));
        while (parameter.find()) {
          assertThat(catalogue.parametersOf(found.group(1))).contains(parameter.group());
        }
      }
    }
    assertThat(called).hasSize(4);
  }

  @Test
  void everyLookUpHasItsFileAndOnlyReads() {
    assertThat(Arrays.stream(LookUp.values()).map(LookUp::text))
        .allMatch(text -> text.startsWith("SELECT") || text.startsWith("EXEC sys.sp_"));
  }
}
