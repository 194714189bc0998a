package org.tandemvault.db.replication.sqlserver.tsql;

/** What is told to SQL Server Agent about one job, which is known by its id. */
public record AgentCalls(String job) {
  /** The step that runs the agent; the first only writes a message. */
  public static final int RUN_STEP = 2;

  /** For ever. */
  public static final int RETRIES = 2_147_483_647;

  /** Minutes. */
  public static final int RETRY_AFTER = 1;

  public Statement command(String command) {
    return step().with("command", command);
  }

  public Statement retryForEver() {
    return step().with("retry_attempts", RETRIES).with("retry_interval", RETRY_AFTER);
  }

  /** An owner that outlives whoever ran the set-up. */
  public Statement owner(String login) {
    return call("sp_update_job").with("owner_login_name", login);
  }

  public Statement enable() {
    return call("sp_update_job").with("enabled", 1);
  }

  public Statement start() {
    return call("sp_start_job");
  }

  public Statement stop() {
    return call("sp_stop_job");
  }

  private ProcedureCall step() {
    return call("sp_update_jobstep").with("step_id", RUN_STEP);
  }

  private ProcedureCall call(String procedure) {
    return ProcedureCall.msdb(procedure).with("job_id", job);
  }
}
