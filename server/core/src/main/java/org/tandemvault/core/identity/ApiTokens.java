package org.tandemvault.core.identity;

import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.core.shared.UserId;

/** The stored API tokens. Thread-safe. */
public interface ApiTokens {

  void insert(WriteSession tx, ApiToken token, byte[] digest);

  Optional<ApiToken> find(ReadSession tx, TokenId id);

  Optional<ApiToken> findByDigest(ReadSession tx, byte[] digest);

  /** One user's, by id. */
  Page<ApiToken> page(ReadSession tx, UserId owner, PageRequest page);

  void delete(WriteSession tx, TokenId id);

  void deleteAllOf(WriteSession tx, UserId owner);
}
