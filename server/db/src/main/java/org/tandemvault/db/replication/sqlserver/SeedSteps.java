package org.tandemvault.db.replication.sqlserver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;

/** The snapshot of one direction, made and brought over. */
final class SeedSteps {
  private static final String DELIVERED = "yes";
  private static final int SUCCEEDED = 2;
  private static final int FAILED = 6;
  private static final int SUBSCRIBED = 1;

  private final Flow flow;
  private final Options options;
  private final Patience patience;

  SeedSteps(Flow flow, Options options, Patience patience) {
    this.flow = flow;
    this.options = options;
    this.patience = patience;
  }

  List<Step> steps() {
    return List.of(new Made(), new Delivered());
  }

  /** Waits for a snapshot. */
  private final class Made implements Step {
    @Override
    public PlanStep look() {
      String what = "There is a snapshot of all that goes " + flow.words();
      List<Row> subscriptions = subscriptions();
      boolean waits =
          subscriptions.isEmpty()
              || subscriptions.stream().anyMatch(row -> row.number("status") <= SUBSCRIBED);
      return waits
          ? new PlanStep(
              flow.sender().where(),
              what,
              List.of(flow.calls().startSnapshot().script()),
              PlanStep.State.TO_DO,
              "It may take 30 minutes or more.")
          : PlanStep.done(flow.sender().where(), what);
    }

    @Override
    public void act(ReplicationProgress progress) {
      boolean inactive = subscriptions().stream().anyMatch(row -> row.number("status") == 0);
      if (inactive) {
        flow.sender().session().run(flow.calls().reinitialise(flow.receiver().asSubscriber()));
      }
      flow.sender().run(new Marks(flow.sender(), deliveredMark()).drop());
      flow.sender().session().run(flow.calls().startSnapshot());
      follow(progress);
    }

    /** A second snapshot never starts while one runs: its start tells which row is ours. */
    private void follow(ReplicationProgress progress) {
      Instant began = patience.now();
      Instant lastSign = began;
      String lastWords = "";
      Minutes minutes = new Minutes();
      while (true) {
        Optional<Row> run = run("snapshot").filter(row -> isOf(row, began));
        int status = run.map(row -> (int) row.number("runstatus")).orElse(0);
        String words = run.map(row -> row.text("comments")).orElse("");
        if (!words.isEmpty() && !words.equals(lastWords)) {
          lastWords = words;
          lastSign = patience.now();
          progress.says(words);
        }
        if (status == SUCCEEDED) {
          return;
        }
        if (status == FAILED) {
          throw new ReplicationException(
              Reason.FAILED,
              "The snapshot " + flow.words() + " failed: " + AgentWords.of(run.get()));
        }
        minutes.tell(progress);
        requireSign(lastSign);
        patience.pause();
      }
    }

    private void requireSign(Instant last) {
      if (Duration.between(last, patience.now()).compareTo(options.snapshotPatience()) > 0) {
        throw new ReplicationException(
            Reason.FAILED,
            "The snapshot "
                + flow.words()
                + " gave no sign of life for "
                + options.snapshotPatience().toMinutes()
                + " minutes: look at its job in SQL Server Agent, then run this again.");
      }
    }

    private boolean isOf(Row row, Instant began) {
      long running = Duration.between(began, patience.now()).toSeconds();
      return row.has("started") && row.number("started") <= running + 2;
    }
  }

  /** A token that is sent after the snapshot arrives after it. */
  private final class Delivered implements Step {
    @Override
    public PlanStep look() {
      String what = "What goes " + flow.words() + " has come over once, and more can follow";
      return new Marks(flow.sender(), deliveredMark()).is(DELIVERED)
          ? PlanStep.done(flow.sender().where(), what)
          : PlanStep.toDo(flow.sender().where(), what, List.of(flow.calls().postTracer().script()));
    }

    @Override
    public void act(ReplicationProgress progress) {
      flow.sender().session().run(flow.calls().postTracer());
      long token =
          flow.sender().inVault(LookUp.TRACERS, flow.publication()).stream()
              .mapToLong(row -> row.number("tracer_id"))
              .max()
              .orElseThrow(
                  () ->
                      new ReplicationException(
                          Reason.FAILED,
                          "No tracer token " + flow.words() + " was made. Run this again."));
      follow(token, progress);
      flow.sender().session().run(new Marks(flow.sender(), deliveredMark()).set(DELIVERED));
    }

    private void follow(long token, ReplicationProgress progress) {
      Instant lastSign = patience.now();
      String lastWords = "";
      Minutes minutes = new Minutes();
      while (!hasArrived(token)) {
        String words = run("push").map(row -> row.text("comments")).orElse("");
        if (!words.equals(lastWords)) {
          lastWords = words;
          lastSign = patience.now();
          progress.says(words);
        }
        minutes.tell(progress);
        refuseHopeless();
        if (Duration.between(lastSign, patience.now()).compareTo(options.snapshotPatience()) > 0) {
          throw new ReplicationException(
              Reason.FAILED,
              "Nothing has come over "
                  + flow.words()
                  + " and the agent gave no sign of life: look at its job, then run this again.");
        }
        patience.pause();
      }
    }

    private boolean hasArrived(long token) {
      return flow.sender().inVault(LookUp.TRACER_HISTORY, flow.publication(), token).stream()
          .filter(row -> flow.receiver().facts().isCalled(row.text("subscriber")))
          .anyMatch(row -> row.has("overall_latency"));
    }

    /** What no retry mends is told at once. */
    private void refuseHopeless() {
      Optional<Row> run = run("push").or(() -> run("log reader"));
      Optional<AgentWords.Cause> cause = run.flatMap(AgentWords::cause);
      if (cause.isPresent()) {
        throw new ReplicationException(
            Reason.REFUSED,
            "The agent "
                + flow.words()
                + " cannot work: "
                + cause.get().reason()
                + " "
                + cause.get().remedy());
      }
    }
  }

  /** Somebody who waits for half an hour sees that it goes on. */
  private final class Minutes {
    private final Instant began = patience.now();
    private long told;

    void tell(ReplicationProgress progress) {
      long now = Duration.between(began, patience.now()).toMinutes();
      if (now > told) {
        told = now;
        progress.says("It has taken " + now + (now == 1 ? " minute" : " minutes") + " so far.");
      }
    }
  }

  private String deliveredMark() {
    return Names.deliveredMark(flow.channel());
  }

  private List<Row> subscriptions() {
    return flow.sender().inVault(LookUp.SUBSCRIPTIONS).stream()
        .filter(row -> row.text("publication").equals(flow.publication()))
        .filter(row -> flow.receiver().facts().isCalled(row.text("server")))
        .toList();
  }

  private Optional<Row> run(String kind) {
    return flow.sender().inDistribution(LookUp.LAST_RUNS, flow.agentArguments()).stream()
        .filter(row -> row.text("kind").equals(kind))
        .findFirst();
  }
}
