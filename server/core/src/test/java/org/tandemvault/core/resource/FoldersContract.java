package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** What every implementation of {@link Folders} must do. */
public abstract class FoldersContract {

  private VaultFixture vault;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void open() {
    vault = emptyVault();
  }

  @Test
  void aFolderComesBackAsItWasKept() {
    FolderId top = vault.folder("Büro 📁");
    var inner = new Folder(new FolderId(vault.stamps.nextId()), "inner", Optional.of(top), 1);
    vault.insert(inner);

    assertThat(find(top)).contains(new Folder(top, "Büro 📁", Optional.empty(), 1));
    assertThat(find(inner.id())).contains(inner);
    assertThat(find(new FolderId(1))).isEmpty();
  }

  @Test
  void aNameIsFoundInItsParentWhateverItsCase() {
    FolderId top = vault.folder("Servers");
    FolderId inner = vault.folder("Linux", top);

    assertThat(named(Optional.empty(), "sERVERS").map(Folder::id)).contains(top);
    assertThat(named(Optional.of(top), "LINUX").map(Folder::id)).contains(inner);
    assertThat(named(Optional.empty(), "linux")).isEmpty();
    assertThat(named(Optional.of(inner), "linux")).isEmpty();
  }

  @Test
  void aNameIsTakenInItsParentAlone() {
    FolderId top = vault.folder("Servers");
    FolderId other = vault.folder("Other");
    vault.folder("Linux", top);
    vault.folder("Linux", other);
    vault.folder("Servers", top);

    assertNameTaken(() -> vault.folder("servers"));
    assertNameTaken(() -> vault.folder("LINUX", top));
  }

  @Test
  void aRenameIsSeen() {
    FolderId top = vault.folder("Servers");

    update(new Folder(top, "SERVERS", Optional.empty(), 2));

    assertThat(find(top)).contains(new Folder(top, "SERVERS", Optional.empty(), 2));
    assertThat(named(Optional.empty(), "servers")).isPresent();
  }

  @Test
  void aLostRaceIsRefused() {
    FolderId top = vault.folder("Servers");
    update(new Folder(top, "A", Optional.empty(), 2));

    assertThatThrownBy(() -> update(new Folder(top, "B", Optional.empty(), 2)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(find(top).map(Folder::name)).contains("A");
  }

  @Test
  void renamingOrMovingOntoATakenNameIsRefused() {
    FolderId top = vault.folder("top");
    vault.folder("same", top);
    FolderId outside = vault.folder("Same");

    assertNameTaken(() -> update(new Folder(outside, "Same", Optional.of(top), 2)));
    assertNameTaken(() -> update(new Folder(outside, "TOP", Optional.empty(), 2)));
  }

  @Test
  void aPathGoesFromTheFolderUp() {
    FolderId a = vault.folder("a");
    FolderId b = vault.folder("b", a);
    FolderId c = vault.folder("c", b);

    assertThat(pathOf(c)).containsExactly("c", "b", "a");
    assertThat(pathOf(a)).containsExactly("a");
    assertThat(pathOf(new FolderId(1))).isEmpty();
  }

  @Test
  void aFolderIsWithinItselfAndThoseAbove() {
    FolderId a = vault.folder("a");
    FolderId b = vault.folder("b", a);
    FolderId c = vault.folder("c", b);

    assertThat(within(c, a)).isTrue();
    assertThat(within(c, c)).isTrue();
    assertThat(within(a, c)).isFalse();
    assertThat(within(vault.folder("d"), a)).isFalse();
  }

  @Test
  void aMoveTakesAllBelowAlong() {
    FolderId a = vault.folder("a");
    FolderId b = vault.folder("b", a);
    FolderId c = vault.folder("c", b);
    FolderId d = vault.folder("d", c);
    FolderId x = vault.folder("x");

    update(new Folder(b, "b", Optional.of(x), 2));

    assertThat(pathOf(d)).containsExactly("d", "c", "b", "x");
    assertThat(within(d, x)).isTrue();
    assertThat(within(d, a)).isFalse();
    assertThat(within(d, b)).isTrue();

    update(new Folder(b, "b", Optional.empty(), 3));

    assertThat(pathOf(d)).containsExactly("d", "c", "b");
    assertThat(within(d, x)).isFalse();
  }

  @Test
  void aFolderIsEmptyWithoutFoldersAndResources() {
    FolderId a = vault.folder("a");
    FolderId b = vault.folder("b", a);
    FolderId c = vault.folder("c");
    vault.resource("db-1", c);

    assertThat(empty(a)).isFalse();
    assertThat(empty(b)).isTrue();
    assertThat(empty(c)).isFalse();
  }

  @Test
  void pagesHoldEachFolderOnceByName() {
    FolderId top = vault.folder("top");
    FolderId other = vault.folder("Other");
    for (FolderId parent : List.of(top, other)) {
      for (String name : List.of("same", "Zebra", "äpfel", "𝒳-files", "日本")) {
        vault.folder(name, parent);
      }
    }

    List<Folder> paged = all(2, (tx, page) -> vault.folders().page(tx, page));

    assertThat(paged).doesNotHaveDuplicates().hasSize(12);
    assertThat(paged).isEqualTo(all(500, (tx, page) -> vault.folders().page(tx, page)));
    assertThat(paged.stream().map(Folder::name).filter(n -> n.matches("[A-Za-z]+")))
        .containsExactly("Other", "same", "same", "top", "Zebra", "Zebra");
  }

  @Test
  void aForeignCursorIsMalformed() {
    var request = new PageRequest(2, Optional.of("nonsense"));

    assertThatThrownBy(() -> vault.<Object>read(tx -> vault.folders().page(tx, request)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aSharedFolderShowsItselfThoseBelowAndThoseAbove() {
    UserId anna = vault.user("anna");
    FolderId top = vault.folder("top");
    FolderId middle = vault.folder("middle", top);
    FolderId below = vault.folder("below", middle);
    FolderId beside = vault.folder("beside", top);
    vault.share(middle, anna, Right.VIEW);

    assertThat(visible(anna)).containsExactly("below", "middle", "top");
    assertThat(visible(anna, below)).isTrue();
    assertThat(visible(anna, beside)).isFalse();
    assertThat(visible(vault.user("bert"))).isEmpty();
  }

  @Test
  void aFolderShowsForAResourceOrAnAccountInIt() {
    UserId anna = vault.user("anna");
    UserId bert = vault.user("bert");
    GroupId ops = vault.group("ops", of(vault.group("inner ops", of(bert))));
    FolderId top = vault.folder("top");
    FolderId inner = vault.folder("inner", top);
    var server = vault.resource("db-1", inner);
    AccountId root = vault.account(server, "root");
    vault.share(server, anna, Right.VIEW);
    vault.share(on(root), of(ops), Right.VIEW);

    assertThat(visible(anna)).containsExactly("inner", "top");
    assertThat(visible(bert)).containsExactly("inner", "top");
  }

  @Test
  void visibleFoldersArePagedOnceEach() {
    UserId anna = vault.user("anna");
    FolderId top = vault.folder("top");
    for (int i = 0; i < 7; i++) {
      FolderId next = vault.folder("same", vault.folder("parent " + i, top));
      vault.share(next, anna, Right.VIEW);
      vault.share(vault.resource("r" + i, next), anna, Right.VIEW);
    }

    List<Folder> paged = all(3, (tx, page) -> vault.folders().pageVisible(tx, anna, page));

    assertThat(paged).doesNotHaveDuplicates().hasSize(15);
  }

  @Test
  void aDeletedFolderTakesItsSharesAlongAndFreesItsName() {
    UserId anna = vault.user("anna");
    FolderId top = vault.folder("top");
    FolderId inner = vault.folder("inner", top);
    vault.share(inner, anna, Right.VIEW);

    vault.write(tx -> vault.folders().delete(tx, inner));

    assertThat(find(inner)).isEmpty();
    assertThat(vault.listed(tx -> vault.shares().of(tx, on(inner)))).isEmpty();
    assertThat(visible(anna)).isEmpty();
    assertThat(empty(top)).isTrue();
    vault.folder("inner", top);
  }

  @Test
  void aFailedChangeLeavesNothing() {
    assertThatThrownBy(
            () ->
                vault.write(
                    tx -> {
                      vault
                          .folders()
                          .insert(tx, new Folder(new FolderId(7), "x", Optional.empty(), 1));
                      throw new IllegalStateException("broken on purpose");
                    }))
        .hasMessage("broken on purpose");

    assertThat(find(new FolderId(7))).isEmpty();
  }

  private void update(Folder folder) {
    vault.write(tx -> vault.folders().update(tx, folder));
  }

  private Optional<Folder> find(FolderId id) {
    return vault.read(tx -> vault.folders().find(tx, id));
  }

  private Optional<Folder> named(Optional<FolderId> parent, String name) {
    return vault.read(tx -> vault.folders().findByName(tx, parent, name));
  }

  private List<String> pathOf(FolderId id) {
    return vault.read(tx -> vault.folders().path(tx, id)).stream().map(Folder::name).toList();
  }

  private boolean within(FolderId inner, FolderId outer) {
    return vault.read(tx -> vault.folders().isWithin(tx, inner, outer));
  }

  private boolean empty(FolderId id) {
    return vault.read(tx -> vault.folders().isEmpty(tx, id));
  }

  private boolean visible(UserId user, FolderId id) {
    return vault.read(tx -> vault.folders().findVisible(tx, user, id)).isPresent();
  }

  private List<String> visible(UserId user) {
    return all(500, (tx, page) -> vault.folders().pageVisible(tx, user, page)).stream()
        .map(Folder::name)
        .toList();
  }

  private List<Folder> all(int limit, BiFunction<ReadSession, PageRequest, Page<Folder>> query) {
    var seen = new ArrayList<Folder>();
    Optional<String> cursor = Optional.empty();
    do {
      var request = new PageRequest(limit, cursor);
      Page<Folder> page = vault.read(tx -> query.apply(tx, request));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return seen;
  }

  private static void assertNameTaken(Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("name-taken"));
  }
}
