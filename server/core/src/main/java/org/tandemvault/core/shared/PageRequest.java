package org.tandemvault.core.shared;

import java.util.Optional;

/**
 * Asks for one page by keyset: at most {@code limit} items behind {@code cursor}.
 *
 * @param cursor what {@link Page#next()} gave, opaque to the caller; a cursor that can't be read is
 *     refused with {@link MalformedException}
 */
public record PageRequest(int limit, Optional<String> cursor) {

  /** As INTERFACES has it: 50 unless told. */
  public static final int DEFAULT_LIMIT = 50;

  /** As INTERFACES has it: 500 at most. */
  public static final int MOST = 500;

  public PageRequest {
    if (limit < 1 || limit > MOST) {
      throw InvalidException.of("limit", "must be from 1 to " + MOST);
    }
  }

  /** The first page of the default size. */
  public static PageRequest first() {
    return new PageRequest(DEFAULT_LIMIT, Optional.empty());
  }

  /** The first page of {@code limit} items. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
