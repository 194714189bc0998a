package org.tandemvault.boot;

import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.DrillUser;
import org.tandemvault.core.identity.FirstAdmin;
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.identity.IdentityStore;
import org.tandemvault.core.identity.KnownTokens;
import org.tandemvault.core.identity.KnownUsers;
import org.tandemvault.core.identity.LockOuts;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.Proofs;
import org.tandemvault.core.identity.Sessions;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.SignInRateLimit;
import org.tandemvault.core.identity.SignInRules;
import org.tandemvault.core.identity.SignInState;
import org.tandemvault.core.identity.TokenAdministration;
import org.tandemvault.core.identity.TotpCodes;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.identity.UserPasswordRules;
import org.tandemvault.core.identity.UserPasswords;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.policy.CurrentSettings;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.crypto.PasswordHasher;

/** What people do to get in, and what admins do with people. */
record IdentityUseCases(
    SignIn signIn,
    OwnAccount ownAccount,
    UserAdministration users,
    GroupAdministration groups,
    TokenAdministration tokens,
    Directory directory,
    FirstAdmin firstAdmin,
    DrillUser drillUser,
    SignIn drillSignIn) {

  static IdentityUseCases of(
      Node node, Storage storage, AuditedTransactions work, Parts parts, SignInRules rules) {
    IdentityStore store = new IdentityStore(storage.users(), storage.groups(), storage.tokens());
    Proofs proofs = proofs(parts);
    SignInState state = state(storage, parts, rules);
    Stamps stamps = parts.stamps();
    return new IdentityUseCases(
        new SignIn(node, work, store, proofs, state),
        new OwnAccount(work, store, proofs, state, stamps),
        new UserAdministration(work, store, proofs, state, stamps),
        new GroupAdministration(work, store, stamps),
        new TokenAdministration(work, store, parts.keys().tokens(), state.tokens(), stamps),
        new Directory(work, store),
        new FirstAdmin(work, store, proofs.passwords(), stamps),
        new DrillUser(store, proofs, stamps),
        new SignIn(node, work, store, proofs, apart(state, rules, stamps)));
  }

  private static Proofs proofs(Parts parts) {
    CurrentSettings settings = parts.settings();
    var passwordRules =
        new UserPasswordRules(
            () -> settings.get().minUserPassword(), new PasswordStrength()::score);
    var passwords =
        new UserPasswords(
            parts.hasher(), parts.keys().cipher(), passwordRules, parts.keys().random());
    return new Proofs(
        passwords,
        new TotpCodes(parts.keys().cipher(), parts.keys().random(), parts.stamps().clock()),
        () -> settings.get().secondFactor());
  }

  private static SignInState state(Storage storage, Parts parts, SignInRules rules) {
    var clock = parts.stamps().clock();
    return new SignInState(
        new Sessions(rules, parts.keys().tokens(), clock),
        new KnownTokens(storage.transactions(), storage.tokens(), parts.keys().tokens(), clock),
        new KnownUsers(storage.transactions(), storage.users(), clock),
        new LockOuts(clock),
        new SignInRateLimit(rules, clock));
  }

  /** With lock-outs of its own: who tries wrong passwords from outside must not end the drills. */
  private static SignInState apart(SignInState state, SignInRules rules, Stamps stamps) {
    return new SignInState(
        state.sessions(),
        state.tokens(),
        state.users(),
        new LockOuts(stamps.clock()),
        new SignInRateLimit(rules, stamps.clock()));
  }

  /** What both groups of use cases are made of. */
  record Parts(Keys keys, PasswordHasher hasher, CurrentSettings settings, Stamps stamps) {}
}
