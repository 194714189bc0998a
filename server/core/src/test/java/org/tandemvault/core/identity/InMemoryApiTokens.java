package org.tandemvault.core.identity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.InMemoryTable;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.core.shared.UserId;

/** API tokens in memory. */
public final class InMemoryApiTokens implements ApiTokens {

  private final InMemoryTable<TokenId, Row> rows =
      InMemoryTable.orderedBy(Comparator.comparingLong(TokenId::value));

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(ApiToken token, byte[] digest) {}

  @Override
  public void insert(WriteSession tx, ApiToken token, byte[] digest) {
    rows.put(tx, token.id(), new Row(token, digest.clone()));
  }

  @Override
  public Optional<ApiToken> find(ReadSession tx, TokenId id) {
    return rows.get(tx, id).map(Row::token);
  }

  @Override
  public Optional<ApiToken> findByDigest(ReadSession tx, byte[] digest) {
    return rows.all(tx).stream()
        .filter(r -> Arrays.equals(r.digest(), digest))
        .map(Row::token)
        .findFirst();
  }

  @Override
  public Page<ApiToken> page(ReadSession tx, UserId owner, PageRequest page) {
    List<ApiToken> own =
        rows.all(tx).stream().map(Row::token).filter(t -> t.owner().equals(owner)).toList();
    return Paging.page(own, t -> "", ApiToken::id, page);
  }

  @Override
  public void delete(WriteSession tx, TokenId id) {
    rows.remove(tx, id);
  }

  @Override
  public void deleteAllOf(WriteSession tx, UserId owner) {
    for (Row row : rows.all(tx)) {
      if (row.token().owner().equals(owner)) {
        rows.remove(tx, row.token().id());
      }
    }
  }
}
