package org.tandemvault.core.identity;

import java.util.Set;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.UserId;

/**
 * Who asks, as authenticated for this request.
 *
 * @param duty what must be done before anything else is allowed
 * @param client the address the request came from
 * @param credential what the request was authenticated by
 */
public record Caller(
    UserId id,
    String name,
    Set<Role> roles,
    Set<Scope> scopes,
    Duty duty,
    String client,
    Credential credential) {

  public Caller {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  /** A caller whose credential does not matter. */
  public Caller(
      UserId id,
      String name,
      Set<Role> roles,
      Set<Scope> scopes,
      boolean mustChangePassword,
      String client) {
    this(
        id,
        name,
        roles,
        scopes,
        mustChangePassword ? Duty.PASSWORD : Duty.NONE,
        client,
        Credential.NONE);
  }

  /** True if nothing is allowed before the password is changed. */
  public boolean mustChangePassword() {
    return duty == Duty.PASSWORD;
  }

  /** True if nothing is allowed before a second factor is set up. */
  public boolean mustSetUpSecondFactor() {
    return duty == Duty.SECOND_FACTOR;
  }

  /** True if the caller holds the role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** True if the caller's token or session covers the scope. */
  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }

  /**
   * Every use case starts with this: nothing else must be done before, and the token covers the
   * scope.
   *
   * @throws ForbiddenException else
   */
  public void require(Scope scope) {
    if (mustSetUpSecondFactor()) {
      throw ForbiddenException.secondFactorSetupNeeded();
    }
    requireBeforeSecondFactor(scope);
  }

  /**
   * As {@link #require(Scope)}, for the setting up of the second factor itself.
   *
   * @throws ForbiddenException else
   */
  void requireBeforeSecondFactor(Scope scope) {
    if (mustChangePassword()) {
      throw ForbiddenException.passwordChangeNeeded();
    }
    if (!has(scope)) {
      throw new ForbiddenException("This token lacks the scope '" + scope.word() + "'.");
    }
  }

  /**
   * As {@link #require(Scope)}, and the caller holds one of the roles.
   *
   * @throws ForbiddenException else
   */
  public void require(Scope scope, Role... anyOf) {
    require(scope);
    for (Role role : anyOf) {
      if (is(role)) {
        return;
      }
    }
    throw new ForbiddenException("Your role does not allow this.");
  }

  /**
   * For what changes who somebody is: it takes a session, not an API token.
   *
   * @throws ForbiddenException else
   */
  public void requirePerson() {
    if (credential instanceof Credential.OfToken) {
      throw new ForbiddenException("An API token can't do this; sign in.");
    }
  }

  /** An entry for the audit trail that names this caller. */
  public AuditEntry entry(AuditAction action, Target target, Outcome outcome, String reason) {
    return new AuditEntry(id.text(), name, action, target, outcome, reason, client);
  }

  /** An entry for something that was done. */
  public AuditEntry did(AuditAction action, Target target) {
    return entry(action, target, Outcome.OK, "");
  }
}
