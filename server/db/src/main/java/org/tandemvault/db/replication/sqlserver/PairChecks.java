package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.Step;

/** What must be so between the two servers. */
final class PairChecks {
  private static final int VERSIONS_APART = 2;

  private final Side primary;
  private final Side standby;

  PairChecks(Side primary, Side standby) {
    this.primary = primary;
    this.standby = standby;
  }

  List<Step> steps() {
    Step.Check names = this::names;
    Step.Check versions = this::versions;
    Step.Check collations = this::collations;
    Step.Check reach = this::reach;
    List<Step> all = new ArrayList<>(List.of(names, versions, collations, reach));
    if (primary.facts().login().sysadmin() && standby.facts().login().sysadmin()) {
      Step.Check primarySends = () -> part(primary, Direction.TO_PRIMARY);
      Step.Check standbySends = () -> part(standby, Direction.TO_STANDBY);
      all.addAll(List.of(primarySends, standbySends));
    }
    return all;
  }

  /** After a change of sides the old arrangement would bring old rows back. */
  private static PlanStep part(Side side, Direction wrong) {
    String what = "The server sends nothing in the other part";
    try {
      return side.inVault(LookUp.PUBLICATIONS).stream()
          .map(row -> row.text("name"))
          .filter(name -> Names.channelOf(name).filter(c -> c.direction() == wrong).isPresent())
          .findFirst()
          .map(name -> PlanStep.blocked(side.where(), what, still(name)))
          .orElseGet(() -> PlanStep.done(side.where(), what));
    } catch (ReplicationException e) {
      if (e.reason() == ReplicationException.Reason.UNREACHABLE) {
        throw e;
      }
      return PlanStep.blocked(side.where(), what, "This can't be looked at. " + e.getMessage());
    }
  }

  private static String still(String publication) {
    return "It still sends as the other part of a pair (publication "
        + publication
        + "): run bin/ConfigureReplication.sh remove with master and slave as they were, then this"
        + " again.";
  }

  private PlanStep names() {
    String what = "The servers have different names";
    String ours = primary.facts().name();
    return ours.equalsIgnoreCase(standby.facts().name())
        ? PlanStep.blocked(
            standby.where(),
            what,
            "Both call themselves "
                + ours
                + " (@@SERVERNAME): these are the same server, or one is a clone. Rename one with"
                + " sp_dropserver and sp_addserver, and restart it.")
        : PlanStep.done(standby.where(), what);
  }

  private PlanStep versions() {
    String what = "The versions fit";
    int ours = primary.facts().build().major();
    int theirs = standby.facts().build().major();
    int apart = Math.abs(ours - theirs);
    if (apart > VERSIONS_APART) {
      return PlanStep.blocked(
          standby.where(),
          what,
          "Versions "
              + ours
              + " and "
              + theirs
              + " are more than two apart: bring both to the same one.");
    }
    return apart == 0
        ? PlanStep.done(standby.where(), what)
        : PlanStep.advice(
            standby.where(),
            what,
            "Versions " + ours + " and " + theirs + " work together, but plan for the same one.");
  }

  private PlanStep collations() {
    String what = "Both databases sort alike";
    String ours = collation(primary);
    String theirs = collation(standby);
    return ours.equals(theirs)
        ? PlanStep.done(standby.where(), what)
        : PlanStep.advice(
            standby.where(),
            what,
            "The databases have the collations " + ours + " and " + theirs + ": better the same.");
  }

  private static String collation(Side side) {
    return side.inMaster(LookUp.DATABASE, side.vault().database()).stream()
        .map(row -> row.text("collation_name"))
        .findFirst()
        .orElse("");
  }

  /** What no look can tell: it shows when the agents sign in. */
  private PlanStep reach() {
    return PlanStep.advice(
        primary.where(),
        "Each server finds the other by its own name",
        "Agents here connect to "
            + standby.facts().address()
            + ", agents there to "
            + primary.facts().address()
            + ": these names, not addresses, must lead there (DNS suffix, hosts file or alias), and"
            + " the certificate must be for the name that is used.");
  }
}
