package org.tandemvault.core.node;

/**
 * The epochs as the database has them. Thread-safe.
 *
 * <p>An epoch is the second (since 1970, UTC) in which a standby was promoted, or one more than the
 * epoch before where that is greater; 0 as long as none ever was.
 */
public interface EpochStore {

  /** As stored. */
  Epochs load(ReadSession tx);

  /**
   * These rows are those of a primary that begins now.
   *
   * @param second since 1970, UTC
   * @return its epoch: that second, or one more than what was known where that is greater
   */
  long begin(WriteSession tx, long second);

  /** A newer primary was seen; an older or the same one changes nothing. */
  void supersede(WriteSession tx, long epoch);

  /**
   * Whose rows these are, and who took their place.
   *
   * @param own of the primary that these rows come from
   * @param newest that was seen at another node
   */
  record Epochs(long own, long newest) {

    /** True if another primary took the place of this one. */
    public boolean isSuperseded() {
      return newest > own;
    }
  }
}
