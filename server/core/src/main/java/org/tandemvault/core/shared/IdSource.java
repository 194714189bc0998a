package org.tandemvault.core.shared;

/** Makes ids that no other node makes. Thread-safe. */
@FunctionalInterface
public interface IdSource {

  /** A new number, larger than those made before on this node in an earlier millisecond. */
  long next();
}
