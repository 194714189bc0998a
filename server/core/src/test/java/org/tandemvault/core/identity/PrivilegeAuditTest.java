package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TsidSource;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Argon2Parameters;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.TokenFactory;

/** Who gets more than they had is told by name: roles, groups and tokens lead to secrets. */
final class PrivilegeAuditTest {
  private static final Caller ADMIN =
      new Caller(new UserId(1), "admin", Set.of(Role.ADMIN), Scope.all(), false, "192.0.2.1");

  private final Clock clock = MovableClock.atNoon();
  private final SecureRandom random = new SecureRandom();
  private final Stamps stamps = new Stamps(new TsidSource(1, clock), clock);
  private final Trail vault = Trail.create();
  private final IdentityStore store = InMemoryIdentity.newStore();
  private final AuditedTransactions work =
      new AuditedTransactions(vault.transactions(), vault.trail());
  private final Keyring keyring = Keyring.create(random);
  private final TokenFactory tokens =
      new TokenFactory(random, keyring.authenticator(Purpose.TOKEN_DIGEST));
  private final SignInState state =
      new SignInState(
          new Sessions(SignInRules.STANDARD, tokens, clock),
          new KnownTokens(vault.transactions(), store.tokens(), tokens, clock),
          new KnownUsers(vault.transactions(), store.users(), clock),
          new LockOuts(clock),
          new SignInRateLimit(SignInRules.STANDARD, clock));
  private final UserAdministration users =
      new UserAdministration(work, store, proofs(), state, stamps);
  private final GroupAdministration groups = new GroupAdministration(work, store, stamps);

  @AfterEach
  void close() {
    vault.trail().close();
  }

  @Test
  void aNewUserIsToldWithTheirRoles() {
    newUser("anna", Role.ADMIN, Role.USER);

    assertThat(reasons(AuditAction.USER_CREATE)).containsExactly("+role admin, +role user");
  }

  @Test
  void rolesGivenAndTakenAreTold() {
    User anna = newUser("anna", Role.USER);
    var next = new UserFields("anna", "Anna B.", "", Set.of(Role.ADMIN, Role.AUDITOR), true);
    users.update(ADMIN, anna.id(), next, anna.version());

    assertThat(reasons(AuditAction.USER_UPDATE))
        .containsExactly("displayName, +role admin, +role auditor, -role user");
  }

  @Test
  void membersOfAGroupAreToldByName() {
    var anna = new Principal.OfUser(newUser("anna", Role.USER).id());
    var ben = new Principal.OfUser(newUser("ben", Role.USER).id());
    Group ops = groups.create(ADMIN, new GroupFields("ops", "", List.of(anna)));
    var inner = new Principal.OfGroup(ops.id());
    Group all = groups.create(ADMIN, new GroupFields("all", "", List.of(inner)));
    groups.update(ADMIN, all.id(), new GroupFields("everybody", "", List.of(ben)), all.version());

    assertThat(reasons(AuditAction.GROUP_CREATE)).containsExactly("+user anna", "+group ops");
    assertThat(reasons(AuditAction.GROUP_UPDATE)).containsExactly("name, +user ben, -group ops");
  }

  @Test
  void noMemberIsLeftOutHoweverManyThereAre() {
    List<Principal> many =
        IntStream.range(0, 40)
            .mapToObj(i -> newUser("somebody-with-a-long-name-" + i, Role.USER).id())
            .<Principal>map(Principal.OfUser::new)
            .toList();
    groups.create(ADMIN, new GroupFields("many", "", many));

    List<String> told = reasons(AuditAction.GROUP_CREATE);
    assertThat(told).hasSizeGreaterThan(1);
    assertThat(told).allMatch(reason -> reason.length() <= AuditEntry.REASON_LIMIT);
    assertThat(String.join(", ", told)).contains("name-0,", "name-23,").endsWith("name-39");
  }

  @Test
  void aTokenIsToldWithWhatItIsGoodFor() {
    var administration =
        new TokenAdministration(
            work,
            store,
            tokens,
            new KnownTokens(vault.transactions(), store.tokens(), tokens, clock),
            stamps);
    administration
        .create(ADMIN, "backup", Set.of(Scope.REVEAL, Scope.READ), Optional.empty())
        .text()
        .close();

    assertThat(reasons(AuditAction.TOKEN_CREATE))
        .containsExactly("scopes read reveal, never expires");
  }

  private User newUser(String name, Role... roles) {
    var fields = new UserFields(name, "", "", Set.of(roles), true);
    CreatedUser made = users.create(ADMIN, fields, Optional.empty());
    made.initialPassword().orElseThrow().close();
    return made.user();
  }

  private List<String> reasons(AuditAction action) {
    return vault.recorded().stream()
        .map(event -> event.entry())
        .filter(entry -> entry.action() == action)
        .map(AuditEntry::reason)
        .toList();
  }

  private Proofs proofs() {
    var cipher = new SecretCipher(keyring, keyId -> {}, random);
    var hasher = new PasswordHasher(2, new Argon2Parameters(64, 1, 1), random);
    var rules = new UserPasswordRules(() -> 8, secret -> 4);
    return new Proofs(
        new UserPasswords(hasher, cipher, rules, random),
        new TotpCodes(cipher, random, clock),
        () -> SecondFactorDemand.OPTIONAL);
  }
}
