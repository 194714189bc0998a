package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.shared.FolderId;

/**
 * Which resources to list.
 *
 * @param q words; each must be the start of a word in the name, address, description or an account
 *     login that the user may see; empty for all
 * @param type exact, any case
 * @param folder in it or in a folder below it
 */
public record ResourceQuery(String q, Optional<String> type, Optional<FolderId> folder) {

  /** Everything one may see. */
  public static final ResourceQuery ALL = new ResourceQuery("", Optional.empty(), Optional.empty());
}
