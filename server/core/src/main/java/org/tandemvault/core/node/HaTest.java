package org.tandemvault.core.node;

/** Tests at once what the monitor otherwise proves in its own time. Thread-safe. */
@FunctionalInterface
public interface HaTest {

  /** Runs it; takes some seconds at most and throws nothing: what fails is told in the proof. */
  HaProof run();
}
