package org.tandemvault.core.shared;

import io.hypersistence.tsid.TSID;
import java.util.Optional;

/**
 * A 64-bit, time-sorted id made by the application, never by the database.
 *
 * <p>Its text is 13 characters of Crockford's base 32, upper case.
 */
public sealed interface Id
    permits UserId, GroupId, FolderId, ResourceId, AccountId, PolicyId, TokenId {

  /** The number as it is stored. */
  long value();

  /** The 13-character text as it stands in addresses and answers. */
  default String text() {
    return TSID.from(value()).toString();
  }

  /** Reads the 13-character text; empty if it is not one. */
  static Optional<Long> parseValue(String text) {
    return TSID.isValid(text) ? Optional.of(TSID.from(text).toLong()) : Optional.empty();
  }
}
