package org.tandemvault.db.keys;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What a person wants done with a node's keys (ADR 0120). It names what is to be left, so it can be
 * carried out again and again with the same end. Holds nothing secret.
 *
 * @param id tells the answer to it
 * @param leave the data key, or the id of the master key, that is to be left; for shares how many
 * @param take the id of the new master key, empty while its file is being made; for shares the id
 *     of the key that is printed
 * @param file of the new master key; empty for the others
 * @param by the user of the operating system who asked
 */
public record KeyOrder(
    String id, Kind kind, String leave, String take, String file, String by, Instant at) {

  /** What is asked for. */
  public enum Kind {
    /** A new data key. */
    ROTATE,
    /** A new master key. */
    REKEY,
    /** That recovery shares are printed is put on record. */
    SHARES
  }

  /** The new master key's file. */
  public Path keyFile() {
    return Path.of(file);
  }

  /** The same order once the file of the new key is there. */
  public KeyOrder taking(String keyId) {
    return new KeyOrder(id, kind, leave, keyId, file, by, at);
  }
}
