package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.AgentCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * The jobs of one direction's agents: encrypted with the certificate checked, tried again for ever,
 * owned by a login that stays, and running.
 */
final class JobSteps implements Step {
  private static final String SNAPSHOT = "snapshot";
  private static final long ENOUGH_RETRIES = 1_000_000;

  private final Flow flow;
  private final Options options;
  private final Patience patience;

  JobSteps(Flow flow, Options options, Patience patience) {
    this.flow = flow;
    this.options = options;
    this.patience = patience;
  }

  @Override
  public PlanStep look() {
    String what =
        "Agents "
            + flow.words()
            + " use TLS with the certificate checked (-EncryptionLevel "
            + options.encryptionLevel()
            + "), try again for ever, and run";
    List<Row> jobs = jobs();
    if (jobs.isEmpty()) {
      return new PlanStep(
          flow.sender().where(),
          what,
          List.of(),
          PlanStep.State.TO_DO,
          "The jobs are found by their ids once they are there: EXEC dbo.sp_update_jobstep"
              + " @job_id, @step_id = 2, @command = ... -EncryptionLevel "
              + options.encryptionLevel()
              + "; EXEC dbo.sp_start_job @job_id.");
    }
    List<Statement> all = jobs.stream().flatMap(job -> missing(job).stream()).toList();
    return all.isEmpty()
        ? PlanStep.done(flow.sender().where(), what)
        : PlanStep.toDo(flow.sender().where(), what, Ensure.scripts(all));
  }

  @Override
  public void act(ReplicationProgress progress) {
    for (Row job : jobs()) {
      AgentCalls calls = new AgentCalls(job.text("job_id"));
      List<Statement> settings = settings(job);
      flow.sender().run(settings);
      boolean changed = !commandOf(job).equals(job.text("command"));
      if (changed && job.flag("running")) {
        flow.sender().session().run(calls.stop());
        patience.await(() -> isStopped(job.text("job_id")));
      }
      if (!job.text("kind").equals(SNAPSHOT) && isStopped(job.text("job_id"))) {
        flow.sender().session().run(calls.start());
      }
    }
  }

  private List<Row> jobs() {
    return flow.sender().inDistribution(LookUp.JOBS, flow.agentArguments());
  }

  private boolean isStopped(String id) {
    return jobs().stream().noneMatch(j -> j.text("job_id").equals(id) && j.flag("running"));
  }

  private List<Statement> missing(Row job) {
    List<Statement> all = new ArrayList<>(settings(job));
    AgentCalls calls = new AgentCalls(job.text("job_id"));
    boolean changed = !commandOf(job).equals(job.text("command"));
    if (changed && job.flag("running")) {
      all.add(calls.stop());
    }
    if (!job.text("kind").equals(SNAPSHOT) && (changed || !job.flag("running"))) {
      all.add(calls.start());
    }
    return all;
  }

  private List<Statement> settings(Row job) {
    AgentCalls calls = new AgentCalls(job.text("job_id"));
    List<Statement> all = new ArrayList<>();
    if (!job.flag("enabled")) {
      all.add(calls.enable());
    }
    String owner = flow.sender().facts().lastingOwner();
    if (!owner.isEmpty() && !job.text("owner").equalsIgnoreCase(owner)) {
      all.add(calls.owner(owner));
    }
    boolean continuous = !job.text("kind").equals(SNAPSHOT);
    if (continuous
        && (job.number("retry_attempts") < ENOUGH_RETRIES
            || job.number("retry_interval") != AgentCalls.RETRY_AFTER)) {
      all.add(calls.retryForEver());
    }
    if (!commandOf(job).equals(job.text("command"))) {
      all.add(calls.command(commandOf(job)));
    }
    return all;
  }

  private String commandOf(Row job) {
    String encrypted = option(job.text("command"), "-EncryptionLevel", options.encryptionLevel());
    return job.text("kind").equals(SNAPSHOT) ? encrypted : option(encrypted, "-PollingInterval", 1);
  }

  /** The command with the option at that value, wherever it was. */
  static String option(String command, String name, int value) {
    Pattern present = Pattern.compile(Pattern.quote(name) + "\\s+\\S+", Pattern.CASE_INSENSITIVE);
    String wanted = name + " " + value;
    Matcher found = present.matcher(command);
    return found.find()
        ? found.replaceAll(Matcher.quoteReplacement(wanted))
        : command.strip() + " " + wanted;
  }
}
