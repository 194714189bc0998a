package org.tandemvault.db.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.Policies;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link Policies} in the database. Thread-safe. */
public final class JdbiPolicies implements Policies {

  @Override
  public Optional<PasswordPolicy> find(ReadSession tx, PolicyId id) {
    return JdbiSession.of(tx)
        .query("policy/policy_find")
        .bind("id", id.value())
        .map(JdbiPolicies::policy)
        .findOne();
  }

  @Override
  public Page<PasswordPolicy> page(ReadSession tx, PageRequest page) {
    Keyset after = Keyset.of(page);
    List<PasswordPolicy> rows =
        JdbiSession.of(tx)
            .query("policy/policy_page")
            .bind("afterKey", after.key())
            .bind("afterId", after.id())
            .bind("limit", page.limit() + 1)
            .map(JdbiPolicies::policy)
            .list();
    return Keyset.page(
        rows, page.limit(), p -> new Keyset(FieldRules.key(p.name()), p.id().value()).cursor());
  }

  @Override
  public void insert(WriteSession tx, PasswordPolicy policy) {
    fields(JdbiSession.of(tx).update("policy/policy_insert"), policy).execute();
  }

  @Override
  public void update(WriteSession tx, PasswordPolicy policy) {
    if (fields(JdbiSession.of(tx).update("policy/policy_update"), policy).execute() == 0) {
      throw new StaleVersionException(
          "Policy " + policy.id() + " was changed by somebody else meanwhile. Load it again.");
    }
  }

  @Override
  public boolean inUse(ReadSession tx, PolicyId id) {
    return JdbiSession.of(tx)
        .query("policy/policy_in_use")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void delete(WriteSession tx, PolicyId id) {
    JdbiSession.of(tx).update("policy/policy_delete").bind("id", id.value()).execute();
  }

  private static <S extends SqlStatement<S>> S fields(S statement, PasswordPolicy policy) {
    return statement
        .bind("id", policy.id().value())
        .bind("name", policy.name())
        .bind("nameKey", FieldRules.key(policy.name()))
        .bind("minLength", policy.minLength())
        .bind("upper", policy.upper())
        .bind("lower", policy.lower())
        .bind("digits", policy.digits())
        .bind("symbols", policy.symbols())
        .bind("maxAgeDays", policy.maxAgeDays())
        .bind("requireReason", policy.requireReason())
        .bind("version", policy.version());
  }

  private static PasswordPolicy policy(ResultSet row, StatementContext context)
      throws SQLException {
    return new PasswordPolicy(
        new PolicyId(row.getLong("id")),
        row.getString("name"),
        row.getInt("min_length"),
        row.getBoolean("upper_case"),
        row.getBoolean("lower_case"),
        row.getBoolean("digits"),
        row.getBoolean("symbols"),
        row.getInt("max_age_days"),
        row.getBoolean("require_reason"),
        row.getLong("version"));
  }
}
