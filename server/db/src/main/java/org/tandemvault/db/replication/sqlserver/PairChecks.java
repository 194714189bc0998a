package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import org.tandemvault.db.replication.PlanStep;
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
    return List.of(names, versions, collations, reach);
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
