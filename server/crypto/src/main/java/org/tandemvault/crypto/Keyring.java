package org.tandemvault.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;

/**
 * The numbered data keys, one of them active. All open, only the active one seals.
 *
 * <p>Life cycle: made once with key 1, wrapped under the master key and kept in the database;
 * <em>rotate</em> adds a key and makes it the active one; <em>rekey</em> wraps the same keys under
 * another master key. Beside the data keys it holds a root (id 0) that never changes, so that codes
 * made with {@link #authenticator} outlive both.
 *
 * <p>Immutable and thread-safe. Holds keys for as long as the process seals, so it isn't closeable.
 */
public final class Keyring {

  private static final int ROOT = 0;
  private static final int FIRST = 1;

  private final NavigableMap<Integer, SecretKeySpec> keys;
  private final int activeKeyId;

  private Keyring(Map<Integer, SecretKeySpec> keys, int activeKeyId) {
    this.keys = new TreeMap<>(keys);
    this.activeKeyId = activeKeyId;
  }

  /** A keyring with a fresh root and the fresh data key 1. */
  public static Keyring create(SecureRandom random) {
    return new Keyring(Map.of(ROOT, newKey(random), FIRST, newKey(random)), FIRST);
  }

  /**
   * Opens what {@link #wrap} gave.
   *
   * @throws WrongMasterKeyException when a key does not open with this master key
   * @throws KeyringDamagedException when keys are missing or doubled
   */
  public static Keyring unwrap(MasterKey master, List<WrappedDataKey> wrapped) {
    Map<Integer, SecretKeySpec> keys = new TreeMap<>();
    for (WrappedDataKey key : wrapped) {
      if (keys.put(key.id(), KeyWrap.unwrap(master, key)) != null) {
        throw new KeyringDamagedException("data key " + key.id() + " is there twice");
      }
    }
    if (!keys.containsKey(ROOT)) {
      throw new KeyringDamagedException("its root, key 0, is missing");
    }
    return new Keyring(keys, activeAmong(wrapped));
  }

  /** All keys, root included, wrapped under the master key: store them all, in one transaction. */
  public List<WrappedDataKey> wrap(MasterKey master) {
    return keys.entrySet().stream()
        .map(key -> KeyWrap.wrap(master, key.getKey(), key.getValue(), key.getKey() == activeKeyId))
        .toList();
  }

  /** This keyring with one more data key, which is the active one. */
  public Keyring withNewKey(SecureRandom random) {
    Map<Integer, SecretKeySpec> more = new TreeMap<>(keys);
    int next = Math.addExact(keys.lastKey(), 1);
    more.put(next, newKey(random));
    return new Keyring(more, next);
  }

  /** The key that seals. */
  public int activeKeyId() {
    return activeKeyId;
  }

  /** Every data key's number, oldest first. */
  public Set<Integer> keyIds() {
    return new TreeSet<>(keys.tailMap(FIRST).keySet());
  }

  /**
   * Authentication codes that stay valid when data keys are rotated and when the master key is
   * changed: for the audit trail and for token digests.
   */
  public MessageAuthenticator authenticator(Purpose purpose) {
    byte[] root = keys.get(ROOT).getEncoded();
    try {
      return new MessageAuthenticator(Hkdf.key(root, purpose.label()));
    } finally {
      Arrays.fill(root, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "Keyring" + keyIds() + " active " + activeKeyId;
  }

  SecretKeySpec activeKey() {
    return keys.get(activeKeyId);
  }

  Optional<SecretKeySpec> key(int id) {
    return id < FIRST ? Optional.empty() : Optional.ofNullable(keys.get(id));
  }

  private static int activeAmong(List<WrappedDataKey> wrapped) {
    List<Integer> active =
        wrapped.stream().filter(WrappedDataKey::active).map(WrappedDataKey::id).toList();
    if (active.size() != 1 || active.getFirst() < FIRST) {
      throw new KeyringDamagedException("the active data keys are " + active + ", not one");
    }
    return active.getFirst();
  }

  private static SecretKeySpec newKey(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    try {
      return new SecretKeySpec(bytes, "AES");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
