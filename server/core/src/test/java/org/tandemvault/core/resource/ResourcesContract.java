package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** What every implementation of {@link Resources} must keep; finding is {@link SearchContract}. */
public abstract class ResourcesContract {

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
  void aResourceComesBackAsItWasKept() {
    Resource kept = full(vault.folder("Büro"));

    vault.insert(kept);

    assertThat(find(kept.id())).contains(kept);
    assertThat(find(new ResourceId(1))).isEmpty();
  }

  @Test
  void manyAreKeptAtOnceAndNamesMayRepeat() {
    Resource one = vault.newResource("same", Optional.empty());
    Resource two = vault.newResource("same", Optional.empty());

    vault.write(tx -> vault.resources().insertAll(tx, List.of(one, two)));
    vault.write(tx -> vault.resources().insertAll(tx, List.of()));

    assertThat(find(one.id())).contains(one);
    assertThat(find(two.id())).contains(two);
  }

  @Test
  void whoHasTheResourceSeesItWhole() {
    Resource kept = full(vault.folder("Büro"));
    vault.insert(kept);
    vault.share(kept.id(), anna, Right.MODIFY);

    assertThat(visible(kept.id())).contains(new VisibleResource(kept, Optional.of(Right.MODIFY)));
  }

  @Test
  void whoHasOneAccountSeesTheResourceInPart() {
    Resource kept = full(vault.folder("Büro"));
    vault.insert(kept);
    AccountId root = vault.account(kept.id(), "root");
    GroupId ops = vault.group("ops", of(anna));
    vault.share(on(root), of(ops), Right.MANAGE);

    VisibleResource seen = visible(kept.id()).orElseThrow();

    assertThat(seen.right()).isEmpty();
    assertThat(seen.resource())
        .isEqualTo(
            new Resource(
                kept.id(),
                kept.name(),
                kept.type(),
                kept.address(),
                "",
                Optional.empty(),
                Map.of(),
                kept.createdAt(),
                kept.updatedAt(),
                kept.version()));
  }

  @Test
  void whoHasNothingSeesNothing() {
    ResourceId id = vault.resource("db-1");
    vault.account(id, "root");

    assertThat(visible(id)).isEmpty();
  }

  @Test
  void theStrongestInheritedRightShows() {
    FolderId top = vault.folder("top");
    ResourceId id = vault.resource("db-1", vault.folder("inner", top));
    vault.share(id, anna, Right.VIEW);
    vault.share(top, anna, Right.MANAGE);

    assertThat(visible(id).flatMap(VisibleResource::right)).contains(Right.MANAGE);
  }

  @Test
  void anUpdateReplacesAllButCreation() {
    Resource kept = full(vault.folder("Büro"));
    vault.insert(kept);
    Instant later = kept.updatedAt().plusSeconds(5);
    var next =
        new Resource(
            kept.id(),
            "n",
            "t",
            "a",
            "d",
            Optional.empty(),
            Map.of("k", "v"),
            kept.createdAt(),
            later,
            2);

    vault.write(tx -> vault.resources().update(tx, next));

    assertThat(find(kept.id())).contains(next);
  }

  @Test
  void aLostRaceIsRefused() {
    Resource kept = vault.newResource("db-1", Optional.empty());
    vault.insert(kept);
    vault.write(tx -> vault.resources().update(tx, renamed(kept, "first", 2)));

    assertThatThrownBy(
            () -> vault.write(tx -> vault.resources().update(tx, renamed(kept, "second", 2))))
        .isInstanceOf(StaleVersionException.class);
    assertThat(find(kept.id()).map(Resource::name)).contains("first");
  }

  @Test
  void aDeletedResourceTakesEverythingAlong() {
    FolderId folder = vault.folder("top");
    ResourceId id = vault.resource("db-1", folder);
    ResourceId other = vault.resource("db-2", folder);
    AccountId root = vault.account(id, "root");
    vault.share(id, anna, Right.MANAGE);
    vault.share(root, anna, Right.MANAGE);
    vault.share(other, anna, Right.VIEW);

    vault.write(tx -> vault.resources().delete(tx, id));

    assertThat(find(id)).isEmpty();
    assertThat(vault.found(tx -> vault.accounts().find(tx, root))).isEmpty();
    assertThat(vault.found(tx -> vault.accounts().password(tx, root, 1))).isEmpty();
    assertThat(vault.listed(tx -> vault.shares().of(tx, on(id)))).isEmpty();
    assertThat(vault.listed(tx -> vault.shares().of(tx, on(root)))).isEmpty();
    assertThat(vault.found(tx -> vault.resources().findVisible(tx, anna, other))).isPresent();
  }

  @Test
  void modifiableOnesAreFoundByExactName() {
    FolderId folder = vault.folder("top");
    ResourceId mine = vault.resource("db-1", folder);
    ResourceId alsoMine = vault.resource("db-1");
    ResourceId other = vault.resource("db-2");
    ResourceId viewed = vault.resource("db-2");
    ResourceId otherCase = vault.resource("DB-1");
    vault.resource("db-1");
    AccountId part = vault.account(vault.resource("db-2"), "root");
    GroupId ops = vault.group("ops", of(anna));
    vault.share(on(folder), of(ops), Right.MODIFY);
    vault.share(alsoMine, anna, Right.MANAGE);
    vault.share(other, anna, Right.MODIFY);
    vault.share(viewed, anna, Right.VIEW);
    vault.share(otherCase, anna, Right.MANAGE);
    vault.share(part, anna, Right.MANAGE);

    List<Resource> found =
        vault.read(
            tx -> vault.resources().findModifiable(tx, anna, List.of("db-1", "db-2", "none")));

    assertThat(found).extracting(Resource::id).containsExactlyInAnyOrder(mine, alsoMine, other);
    assertThat(vault.listed(tx -> vault.resources().findModifiable(tx, anna, List.of()))).isEmpty();
  }

  private Resource full(FolderId folder) {
    Instant now = vault.stamps.now();
    return new Resource(
        new ResourceId(vault.stamps.nextId()),
        "Datenbank Ü 🗄 日本",
        "Linux",
        "db-1.example.org",
        "line one\nline two\t\"quoted\" 'and' \\ %_",
        Optional.of(folder),
        Map.of("Owner", "Anna Ü", "empty", "", "quote\"", "back\\slash"),
        now,
        now,
        1);
  }

  private Optional<Resource> find(ResourceId id) {
    return vault.read(tx -> vault.resources().find(tx, id));
  }

  private Optional<VisibleResource> visible(ResourceId id) {
    return vault.read(tx -> vault.resources().findVisible(tx, anna, id));
  }

  private static Resource renamed(Resource r, String name, long version) {
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
        version);
  }
}
