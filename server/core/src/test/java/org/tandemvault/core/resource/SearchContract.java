package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;

/** What every implementation of {@link Resources#search} must find, and what it must not. */
public abstract class SearchContract {

  private VaultFixture vault;
  private UserId anna;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void open() {
    vault = emptyVault();
    anna = vault.user("anna");
  }

  @Test
  void everythingVisibleIsListedByNameWithItsRight() {
    FolderId folder = vault.folder("top");
    vault.resource("Bravo", folder);
    mine("alpha", "", "");
    vault.resource("hidden");
    vault.share(folder, anna, Right.MODIFY);

    Page<VisibleResource> page = search(ResourceQuery.ALL, PageRequest.first());

    assertThat(page.items()).extracting(v -> v.resource().name()).containsExactly("alpha", "Bravo");
    assertThat(page.items())
        .extracting(v -> v.right().orElseThrow())
        .containsExactly(Right.VIEW, Right.MODIFY);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void eachResourceIsListedOnceHoweverManySharesShowIt() {
    FolderId folder = vault.folder("top");
    ResourceId id = vault.resource("alpha alpine", folder);
    GroupId ops = vault.group("ops", of(anna));
    GroupId all = vault.group("all", of(ops), of(anna));
    vault.share(folder, anna, Right.VIEW);
    vault.share(on(folder), of(ops), Right.VIEW);
    vault.share(on(id), of(all), Right.MODIFY);
    vault.share(vault.account(id, "al"), anna, Right.MANAGE);
    vault.share(vault.account(id, "alt"), anna, Right.MANAGE);

    assertThat(names(ResourceQuery.ALL)).containsExactly("alpha alpine");
    assertThat(names("al")).containsExactly("alpha alpine");
  }

  @Test
  void everyWordMustBeTheStartOfAWord() {
    mine("Oracle production", "db-1.example.org", "billing of the north");
    mine("Oracle test", "db-2.example.org", "billing of the south");

    assertThat(names("ora")).hasSize(2);
    assertThat(names("ORA PROD")).containsExactly("Oracle production");
    assertThat(names("  sou   ora ")).containsExactly("Oracle test");
    assertThat(names("racle")).isEmpty();
    assertThat(names("ora west")).isEmpty();
  }

  @Test
  void addressesAreFoundWholeAndByTheirParts() {
    mine("one", "db-1.example.org", "");

    assertThat(names("db-1.ex")).containsExactly("one");
    assertThat(names("example")).containsExactly("one");
    assertThat(names("db-2")).isEmpty();
  }

  @Test
  void wildcardsAreOrdinaryCharacters() {
    mine("100%-sure", "", "");
    mine("100x", "", "");
    mine("a_b", "", "");
    mine("axb", "", "");
    mine("back\\slash", "", "");

    assertThat(names("100%")).containsExactly("100%-sure");
    assertThat(names("a_")).containsExactly("a_b");
    assertThat(names("back\\")).containsExactly("back\\slash");
    assertThat(names("%")).isEmpty();
    assertThat(names("'")).isEmpty();
  }

  @Test
  void unicodeIsFoundWhateverItsForm() {
    mine("Zu\u0308rich", "", "");
    mine("日本語サーバ", "", "");
    mine("ПРИВЕТ", "", "");

    assertThat(names("z\u00fcr")).containsExactly("Zu\u0308rich");
    assertThat(names("日本")).containsExactly("日本語サーバ");
    assertThat(names("при")).containsExactly("ПРИВЕТ");
  }

  @Test
  void loginsAreFoundTogetherWithNames() {
    ResourceId id = mine("Oracle", "", "");
    vault.account(id, "sysdba");

    assertThat(names("sysd")).containsExactly("Oracle");
    assertThat(names("ora sys")).containsExactly("Oracle");
  }

  @Test
  void whoHasOneAccountFindsByNameAddressAndThatLoginAlone() {
    ResourceId id = vault.insert(resource("Oracle", "host-7", "secretive description"));
    AccountId app = vault.account(id, "appuser");
    vault.account(id, "sysdba");
    vault.share(app, anna, Right.VIEW);

    assertThat(names("oracle host app")).containsExactly("Oracle");
    assertThat(names("sysdba")).isEmpty();
    assertThat(names("secretive")).isEmpty();
    VisibleResource found = search(query("app"), PageRequest.first()).items().getFirst();
    assertThat(found.right()).isEmpty();
    assertThat(found.resource().description()).isEmpty();
  }

  @Test
  void wordsFollowEveryChange() {
    ResourceId id = mine("before", "", "");
    AccountId account = vault.account(id, "oldlogin");
    Resource kept = vault.read(tx -> vault.resources().find(tx, id)).orElseThrow();
    Account held = vault.read(tx -> vault.accounts().find(tx, account)).orElseThrow();

    vault.write(tx -> vault.resources().update(tx, renamed(kept, "after")));
    vault.write(tx -> vault.accounts().update(tx, renamed(held, "newlogin")));

    assertThat(names("before")).isEmpty();
    assertThat(names("oldlogin")).isEmpty();
    assertThat(names("after newlogin")).containsExactly("after");

    vault.write(tx -> vault.accounts().delete(tx, account));

    assertThat(names("newlogin")).isEmpty();
    assertThat(names("after")).containsExactly("after");
  }

  @Test
  void aLoginSharedWithTheNameKeepsTheNameFindable() {
    ResourceId id = mine("oracle", "", "");
    AccountId account = vault.account(id, "oracle");

    vault.write(tx -> vault.accounts().delete(tx, account));

    assertThat(names("oracle")).containsExactly("oracle");
  }

  @Test
  void typesAreFilteredWhateverTheirCase() {
    vault.share(vault.insert(resource("one", "", "")), anna, Right.VIEW);

    assertThat(names(new ResourceQuery("", Optional.of("LINUX"), Optional.empty())))
        .containsExactly("one");
    assertThat(names(new ResourceQuery("", Optional.of("lin"), Optional.empty()))).isEmpty();
  }

  @Test
  void foldersAreFilteredWithAllBelowThem() {
    FolderId top = vault.folder("top");
    FolderId inner = vault.folder("inner", top);
    vault.share(vault.resource("in top", top), anna, Right.VIEW);
    vault.share(vault.resource("in inner", inner), anna, Right.VIEW);
    vault.share(vault.account(vault.resource("in part", inner), "x"), anna, Right.VIEW);
    mine("outside", "", "");

    assertThat(names(new ResourceQuery("", Optional.empty(), Optional.of(top))))
        .containsExactly("in inner", "in part", "in top");
    assertThat(names(new ResourceQuery("in to", Optional.of("linux"), Optional.of(top))))
        .containsExactly("in top");
    assertThat(names(new ResourceQuery("", Optional.empty(), Optional.of(new FolderId(1)))))
        .isEmpty();
  }

  @Test
  void pagesHoldEachResourceOnceWithEqualAndUnicodeNames() {
    for (String name :
        List.of("same", "Same", "SAME", "same", "äther", "Zoo", "𝒳1", "ｆull", "日本", "")) {
      mine(name + " x", "", "");
    }

    List<ResourceId> paged = ids(query(""), 3);

    assertThat(paged).hasSize(10).doesNotHaveDuplicates().isEqualTo(ids(query(""), 500));
    assertThat(ids(query("sa x"), 1)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aForeignCursorIsMalformed() {
    var request = new PageRequest(2, Optional.of("nonsense"));

    assertThatThrownBy(() -> search(ResourceQuery.ALL, request))
        .isInstanceOf(MalformedException.class);
  }

  private ResourceId mine(String name, String address, String description) {
    ResourceId id = vault.insert(resource(name, address, description));
    vault.share(id, anna, Right.VIEW);
    return id;
  }

  private Resource resource(String name, String address, String description) {
    Instant now = vault.stamps.now();
    var id = new ResourceId(vault.stamps.nextId());
    return new Resource(
        id, name, "Linux", address, description, Optional.empty(), Map.of(), now, now, 1);
  }

  private static ResourceQuery query(String q) {
    return new ResourceQuery(q, Optional.empty(), Optional.empty());
  }

  private List<String> names(String q) {
    return names(query(q));
  }

  private List<String> names(ResourceQuery query) {
    return search(query, PageRequest.first()).items().stream()
        .map(v -> v.resource().name())
        .toList();
  }

  private Page<VisibleResource> search(ResourceQuery query, PageRequest page) {
    return vault.read(tx -> vault.resources().search(tx, anna, query, page));
  }

  private List<ResourceId> ids(ResourceQuery query, int limit) {
    var seen = new ArrayList<ResourceId>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<VisibleResource> page = search(query, new PageRequest(limit, cursor));
      page.items().forEach(v -> seen.add(v.resource().id()));
      cursor = page.next();
    } while (cursor.isPresent());
    return seen;
  }

  private static Resource renamed(Resource r, String name) {
    return new Resource(
        r.id(),
        name,
        r.type(),
        r.address(),
        r.description(),
        r.folder(),
        r.attributes(),
        r.createdAt(),
        r.updatedAt(),
        r.version() + 1);
  }

  private static Account renamed(Account a, String login) {
    return new Account(
        a.id(),
        a.resource(),
        login,
        a.sealedNotes(),
        a.passwordVersion(),
        a.passwordChangedAt(),
        a.expiresAt(),
        a.policy(),
        a.version() + 1);
  }
}
