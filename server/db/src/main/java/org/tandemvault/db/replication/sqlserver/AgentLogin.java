package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.Credential;
import org.tandemvault.db.replication.sqlserver.tsql.LoginSentences;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * An agent and the login that it signs in with. The password is made here, told to both, and
 * forgotten. A mark says that the agent has it: a run that broke in between makes a new one.
 */
final class AgentLogin implements Step {
  private static final String TOLD = "told";
  private static final String BEGUN = "begun";
  private static final String OWNER = "db_owner";

  private final String what;
  private final Side at;
  private final Account account;
  private final Agent agent;

  /** A login, and the server whose database it owns. */
  record Account(Side side, String login) {}

  /**
   * The agent at the sender.
   *
   * @param login the one it uses now; empty if there is no such agent
   * @param madeByItself whether the server makes it unasked, so that it is there before it is added
   */
  record Agent(
      Supplier<Optional<String>> login,
      boolean madeByItself,
      Function<Credential, Statement> add,
      Function<Credential, Statement> change) {}

  /**
   * @param at the agent's server
   */
  AgentLogin(String what, Side at, Account account, Agent agent) {
    this.what = what;
    this.at = at;
    this.account = account;
    this.agent = agent;
  }

  @Override
  public PlanStep look() {
    if (mark().is(TOLD) && agentUses() && accountStatements().isEmpty()) {
      return PlanStep.done(at.where(), what);
    }
    Credential masked = new Credential(account.login(), AgentLogin::nobody);
    List<Statement> all = new ArrayList<>(passwordStatements(masked));
    all.addAll(accountStatements());
    all.add(agentStatement(masked));
    return PlanStep.toDo(at.where(), what, Ensure.scripts(all));
  }

  @Override
  public void act(ReplicationProgress progress) {
    try (Secret password = GeneratedPassword.fresh()) {
      Credential credential = new Credential(account.login(), () -> password);
      if (!mark().is(BEGUN)) {
        at.session().run(mark().set(BEGUN));
      }
      account.side().run(passwordStatements(credential));
      account.side().run(accountStatements());
      at.session().run(agentStatement(credential));
      at.session().run(mark().set(TOLD));
    }
  }

  private Marks mark() {
    return new Marks(at, Names.passwordMark(account.login()));
  }

  private boolean agentUses() {
    return agent.login().get().filter(account.login()::equalsIgnoreCase).isPresent();
  }

  private Statement agentStatement(Credential credential) {
    boolean there = agent.madeByItself() ? agentUses() : agent.login().get().isPresent();
    return there ? agent.change().apply(credential) : agent.add().apply(credential);
  }

  private List<Statement> passwordStatements(Credential credential) {
    LoginSentences sentences = new LoginSentences(account.login());
    boolean there = !account.side().inMaster(LookUp.LOGIN, account.login()).isEmpty();
    return List.of(there ? sentences.change(credential) : sentences.create(credential));
  }

  /** The user in the vault's database, which owns it. */
  private List<Statement> accountStatements() {
    LoginSentences sentences = new LoginSentences(account.login());
    List<Row> roles =
        account.side().inVault(LookUp.DATABASE_USERS).stream()
            .filter(row -> row.text("login_name").equalsIgnoreCase(account.login()))
            .toList();
    List<Statement> all = new ArrayList<>();
    if (roles.isEmpty()) {
      all.add(sentences.createUser(account.side().publication()));
    }
    if (roles.stream().noneMatch(row -> row.text("role_name").equals(OWNER))) {
      all.add(sentences.join(account.side().publication(), OWNER));
    }
    return all;
  }

  private static Secret nobody() {
    throw new IllegalStateException("A plan that is only shown holds no password");
  }
}
