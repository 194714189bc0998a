package org.tandemvault.db.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.SearchTokens;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.JdbiSession;

/**
 * The stored search words. Each has a source, since who sees only an account of a resource may not
 * find it by everything, and carries its resource's name, by which what is found is put in order.
 */
final class SearchWords {
  /** Name and address. */
  private static final long OPEN = 0;

  private static final long DESCRIPTION = 1;

  private SearchWords() {}

  static void addOwn(JdbiSession session, List<Resource> resources) {
    var batch = session.batch("resource/token_insert");
    for (Resource resource : resources) {
      Set<String> open = new HashSet<>(SearchTokens.toStore(resource.name()));
      open.addAll(SearchTokens.toStore(resource.address()));
      var named = new Named(resource.id().value(), FieldRules.key(resource.name()));
      open.forEach(word -> add(batch, named, word, OPEN));
      SearchTokens.toStore(resource.description())
          .forEach(word -> add(batch, named, word, DESCRIPTION));
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** After the accounts were inserted, since from then on their resources keep their names. */
  static void addLogins(JdbiSession session, List<Account> accounts) {
    Map<Long, Named> resources =
        Chunks.each(
                accounts.stream().map(account -> account.resource().value()).toList(),
                chunk ->
                    session
                        .query("resource/resource_name_keys")
                        .bindList("ids", chunk)
                        .map((row, context) -> new Named(row.getLong(1), row.getString(2)))
                        .list())
            .stream()
            .collect(Collectors.toMap(Named::resource, Function.identity()));
    var batch = session.batch("resource/token_insert");
    for (Account account : accounts) {
      Named named = resources.get(account.resource().value());
      SearchTokens.toStore(account.login())
          .forEach(word -> add(batch, named, word, account.id().value()));
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** Waits for accounts that are just added, so that all words of a resource carry one name. */
  static void lock(JdbiSession session, ResourceId id) {
    session.query("resource/resource_lock").bind("id", id.value()).mapTo(Long.class).findOne();
  }

  static void rename(JdbiSession session, Resource resource) {
    session
        .update("resource/tokens_rename")
        .bind("resourceId", resource.id().value())
        .bind("nameKey", FieldRules.key(resource.name()))
        .execute();
  }

  static void removeOwn(JdbiSession session, ResourceId id) {
    session.update("resource/tokens_delete_own").bind("resourceId", id.value()).execute();
  }

  static void removeLogin(JdbiSession session, ResourceId resource, AccountId account) {
    session
        .update("resource/tokens_delete_login")
        .bind("resourceId", resource.value())
        .bind("sourceId", account.value())
        .execute();
  }

  private static void add(PreparedBatch batch, Named named, String word, long source) {
    batch
        .bind("resourceId", named.resource())
        .bind("token", word)
        .bind("sourceId", source)
        .bind("nameKey", named.nameKey())
        .add();
  }

  private record Named(long resource, String nameKey) {}
}
