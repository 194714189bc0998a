package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityFixture.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.TokenId;

/** What every implementation of {@link ApiTokens} must do. */
public abstract class ApiTokensContract {

  private IdentityFixture vault;
  private User anna;
  private User ben;

  /** A store without users and tokens, on a primary. */
  protected abstract IdentityFixture emptyStore();

  @BeforeEach
  void open() {
    vault = emptyStore();
    anna = vault.insertUser(1, "anna");
    ben = vault.insertUser(2, "ben");
  }

  @Test
  void everythingOfATokenComesBack() {
    ApiToken forEver = insert(21, anna, Set.of(Scope.values()), Optional.empty());
    ApiToken ending = insert(22, anna, Set.of(), Optional.of(NOW.plusSeconds(60)));

    assertThat(find(forEver.id())).contains(forEver);
    assertThat(find(ending.id())).contains(ending);
    assertThat(find(new TokenId(99))).isEmpty();
  }

  @Test
  void isFoundByItsDigestAlone() {
    ApiToken token = insert(21, anna, Set.of(Scope.READ), Optional.empty());
    insert(22, anna, Set.of(Scope.READ), Optional.empty());

    assertThat(vault.found(tx -> vault.tokens().findByDigest(tx, digest(21)))).contains(token);
    assertThat(vault.found(tx -> vault.tokens().findByDigest(tx, digest(23)))).isEmpty();
    assertThat(vault.found(tx -> vault.tokens().findByDigest(tx, new byte[0]))).isEmpty();
  }

  @Test
  void pagesThoseOfOneOwnerById() {
    for (long number = 21; number <= 25; number++) {
      insert(number, anna, Set.of(Scope.READ), Optional.empty());
    }
    insert(26, ben, Set.of(Scope.READ), Optional.empty());

    assertThat(paged(anna)).containsExactly(21L, 22L, 23L, 24L, 25L);
    assertThat(paged(ben)).containsExactly(26L);
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    for (String cursor : List.of("nonsense", Cursor.of("a", "b", "c", "d"))) {
      PageRequest page = new PageRequest(2, Optional.of(cursor));
      assertThatThrownBy(() -> vault.read(tx -> vault.tokens().page(tx, anna.id(), page)))
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void deletesOne() {
    ApiToken token = insert(21, anna, Set.of(Scope.READ), Optional.empty());
    ApiToken other = insert(22, anna, Set.of(Scope.READ), Optional.empty());
    vault.write(tx -> vault.tokens().delete(tx, token.id()));
    vault.write(tx -> vault.tokens().delete(tx, new TokenId(99)));

    assertThat(find(token.id())).isEmpty();
    assertThat(vault.found(tx -> vault.tokens().findByDigest(tx, digest(21)))).isEmpty();
    assertThat(find(other.id())).contains(other);
  }

  @Test
  void deletesAllOfOneOwner() {
    insert(21, anna, Set.of(Scope.READ), Optional.empty());
    insert(22, anna, Set.of(Scope.READ), Optional.empty());
    insert(23, ben, Set.of(Scope.READ), Optional.empty());
    vault.write(tx -> vault.tokens().deleteAllOf(tx, anna.id()));

    assertThat(paged(anna)).isEmpty();
    assertThat(paged(ben)).containsExactly(23L);
  }

  private ApiToken insert(long number, User owner, Set<Scope> scopes, Optional<Instant> expiry) {
    ApiToken token =
        new ApiToken(new TokenId(number), owner.id(), "token " + number, scopes, NOW, expiry);
    vault.write(tx -> vault.tokens().insert(tx, token, digest(number)));
    return token;
  }

  private Optional<ApiToken> find(TokenId id) {
    return vault.read(tx -> vault.tokens().find(tx, id));
  }

  private List<Long> paged(User owner) {
    List<Long> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      PageRequest request = new PageRequest(2, cursor);
      Page<ApiToken> page = vault.read(tx -> vault.tokens().page(tx, owner.id(), request));
      page.items().forEach(t -> ids.add(t.id().value()));
      cursor = page.next();
    } while (cursor.isPresent());
    return ids;
  }

  private static byte[] digest(long number) {
    byte[] digest = new byte[32];
    digest[31] = (byte) number;
    return digest;
  }
}
