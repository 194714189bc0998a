package org.tandemvault.core.node;

/** Tells how this node and its peers are. Thread-safe; answers from memory, at once, always. */
@FunctionalInterface
public interface HaStatusSource {

  /** As of now. */
  HaStatus status();
}
