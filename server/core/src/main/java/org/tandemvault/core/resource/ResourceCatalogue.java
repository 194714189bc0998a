package org.tandemvault.core.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.Stamps;

/** Resources: found, kept and deleted. Thread-safe. */
public final class ResourceCatalogue {

  private static final int MOST_ATTRIBUTES = 50;
  private final AuditedTransactions work;
  private final ResourceStore store;
  private final Stamps stamps;
  private final FolderAccess folders;

  public ResourceCatalogue(AuditedTransactions work, ResourceStore store, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.stamps = stamps;
    this.folders = new FolderAccess(store);
  }

  public Page<VisibleResource> search(Caller caller, ResourceQuery query, PageRequest page) {
    return work.read(caller, tx -> store.resources().search(tx, caller.id(), query, page));
  }

  public VisibleResource get(Caller caller, ResourceId id) {
    return work.read(caller, tx -> load(tx, caller, id));
  }

  /** Admin and password-admin; the creator gets manage. */
  public VisibleResource create(Caller caller, ResourceFields fields) {
    return work.write(
        Attempt.of(caller, AuditAction.RESOURCE_CREATE),
        c -> c.require(Scope.WRITE, Role.ADMIN, Role.PASSWORD_ADMIN),
        tx -> {
          FieldRules rules = checked(fields);
          folders.checkTarget(tx, caller, rules, "folder", fields.folder());
          rules.check();
          Resource resource = newResource(fields);
          store.resources().insertAll(tx, List.of(resource));
          var manage = new Share(new Principal.OfUser(caller.id()), Right.MANAGE);
          store.shares().giveOnNew(tx, List.of(on(resource.id())), manage);
          work.record(tx, caller.did(AuditAction.RESOURCE_CREATE, target(resource)));
          return new VisibleResource(resource, Optional.of(Right.MANAGE));
        });
  }

  /**
   * Needs modify; another folder needs manage.
   *
   * @throws org.tandemvault.core.shared.ConflictException {@code no-manager} if nobody could manage
   *     it in its new folder
   */
  public VisibleResource update(
      Caller caller, ResourceId id, ResourceFields fields, long expectedVersion) {
    return work.write(
        Attempt.on(caller, AuditAction.RESOURCE_UPDATE, "resource", id),
        ResourceCatalogue::permitWrite,
        tx -> {
          VisibleResource seen = load(tx, caller, id);
          Right right = demand(seen, Right.MODIFY);
          Resource next = changed(seen.resource(), fields, expectedVersion + 1);
          boolean moves = !next.folder().equals(seen.resource().folder());
          FieldRules rules = checked(fields);
          if (moves) {
            demand(seen, Right.MANAGE);
            folders.checkTarget(tx, caller, rules, "folder", fields.folder());
          }
          rules.check();
          return updateNow(
              tx, caller, seen.resource(), new VisibleResource(next, Optional.of(right)));
        });
  }

  /** Needs manage; takes its accounts with it. */
  public void delete(Caller caller, ResourceId id, OptionalLong expectedVersion) {
    work.write(
        Attempt.on(caller, AuditAction.RESOURCE_DELETE, "resource", id),
        ResourceCatalogue::permitWrite,
        tx -> deleteNow(tx, caller, id, expectedVersion));
  }

  private static void permitWrite(Caller caller) {
    caller.require(Scope.WRITE);
  }

  private VisibleResource updateNow(
      WriteSession tx, Caller caller, Resource old, VisibleResource next) {
    Resource resource = next.resource();
    store.resources().update(tx, resource);
    boolean moves = !old.folder().equals(resource.folder());
    if (moves) {
      folders.keepManaged(tx, on(resource.id()));
    }
    work.record(
        tx,
        caller.entry(
            AuditAction.RESOURCE_UPDATE, target(resource), Outcome.OK, changes(old, resource)));
    return moves
        ? new VisibleResource(resource, store.shares().right(tx, caller.id(), on(resource.id())))
        : next;
  }

  private Resource deleteNow(
      WriteSession tx, Caller caller, ResourceId id, OptionalLong expectedVersion) {
    VisibleResource seen = load(tx, caller, id);
    demand(seen, Right.MANAGE);
    Resource resource = seen.resource();
    if (expectedVersion.orElse(resource.version()) != resource.version()) {
      throw new StaleVersionException("Resource " + id + " was changed meanwhile; load it again.");
    }
    List<Account> accounts = store.accounts().ofResources(tx, List.of(id));
    store.resources().delete(tx, id);
    for (Account account : accounts) {
      String name = resource.name() + "/" + account.login();
      var target = new Target("account", account.id().text(), name);
      work.record(
          tx, caller.entry(AuditAction.ACCOUNT_DELETE, target, Outcome.OK, "with its resource"));
    }
    work.record(tx, caller.did(AuditAction.RESOURCE_DELETE, target(resource)));
    return resource;
  }

  private VisibleResource load(ReadSession tx, Caller caller, ResourceId id) {
    return store
        .resources()
        .findVisible(tx, caller.id(), id)
        .orElseThrow(() -> NotFoundException.of("resource", id));
  }

  /** Who sees it in part only is told so rather than that it does not exist. */
  private static Right demand(VisibleResource seen, Right needed) {
    ResourceId id = seen.resource().id();
    Right held = seen.right().orElseThrow(() -> Right.tooLittle(needed, "resource", id));
    return Right.demand(Optional.of(held), needed, "resource", id);
  }

  private static FieldRules checked(ResourceFields fields) {
    var rules =
        new FieldRules()
            .name("name", fields.name())
            .line("type", fields.type())
            .line("address", fields.address())
            .text("description", fields.description())
            .rule(
                fields.attributes().size() <= MOST_ATTRIBUTES,
                "attributes",
                "must be at most " + MOST_ATTRIBUTES);
    int n = 0;
    for (Map.Entry<String, String> attribute : fields.attributes().entrySet()) {
      rules.name("attributes[" + n + "].name", attribute.getKey());
      rules.line("attributes[" + n + "].value", attribute.getValue());
      n++;
    }
    return rules;
  }

  private Resource newResource(ResourceFields f) {
    var id = new ResourceId(stamps.nextId());
    var now = stamps.now();
    return new Resource(
        id,
        f.name(),
        f.type(),
        f.address(),
        f.description(),
        f.folder(),
        f.attributes(),
        now,
        now,
        1);
  }

  private Resource changed(Resource old, ResourceFields f, long version) {
    return new Resource(
        old.id(),
        f.name(),
        f.type(),
        f.address(),
        f.description(),
        f.folder(),
        f.attributes(),
        old.createdAt(),
        stamps.now(),
        version);
  }

  /** The names of the fields that differ. */
  static String changes(Resource old, Resource next) {
    return new ChangedFields()
        .of("name", old.name(), next.name())
        .of("type", old.type(), next.type())
        .of("address", old.address(), next.address())
        .of("description", old.description(), next.description())
        .of("folder", old.folder(), next.folder())
        .of("attributes", old.attributes(), next.attributes())
        .toString();
  }

  static Target target(Resource resource) {
    return new Target("resource", resource.id().text(), resource.name());
  }

  private static ShareTarget on(ResourceId id) {
    return new ShareTarget.OfResource(id);
  }
}
