package org.tandemvault.crypto;

import java.util.Arrays;

/**
 * A data key as the database keeps it: sealed under the master key.
 *
 * <p>Id 0 is the keyring's root, from which authentication keys come; it is never active. The state
 * {@code active} is sealed with the key, so it can't be changed by an UPDATE: store what {@link
 * Keyring#wrap} gives, all of it.
 *
 * @param id the key's number
 * @param wrapped version byte and wrapped key, copied in and out
 * @param active whether new values are sealed with it
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record WrappedDataKey(int id, byte[] wrapped, boolean active) {

  public WrappedDataKey {
    wrapped = wrapped.clone();
  }

  @Override
  public byte[] wrapped() {
    return wrapped.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrappedDataKey that
        && id == that.id
        && active == that.active
        && Arrays.equals(wrapped, that.wrapped);
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(id);
  }

  @Override
  public String toString() {
    return "WrappedDataKey[" + id + (active ? ", active]" : "]");
  }
}
