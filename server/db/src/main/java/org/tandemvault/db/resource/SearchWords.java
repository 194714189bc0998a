package org.tandemvault.db.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.SearchTokens;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.db.session.JdbiSession;

/**
 * The stored search words. Each has a source, since who sees only an account of a resource may not
 * find it by everything.
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
      var id = resource.id();
      open.forEach(word -> add(batch, id, word, OPEN));
      SearchTokens.toStore(resource.description())
          .forEach(word -> add(batch, id, word, DESCRIPTION));
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  static void addLogins(JdbiSession session, List<Account> accounts) {
    var batch = session.batch("resource/token_insert");
    for (Account account : accounts) {
      SearchTokens.toStore(account.login())
          .forEach(word -> add(batch, account.resource(), word, account.id().value()));
    }
    if (batch.size() > 0) {
      batch.execute();
    }
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

  private static void add(
      org.jdbi.v3.core.statement.PreparedBatch batch, ResourceId id, String word, long source) {
    batch.bind("resourceId", id.value()).bind("token", word).bind("sourceId", source).add();
  }
}
