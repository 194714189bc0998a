package org.tandemvault.core.node;

/** What is proven about high availability or replication. */
public enum HaState {
  ALIVE("Alive"),
  FAILED("Failed"),
  NOT_CONFIGURED("Not configured");

  private final String word;

  HaState(String word) {
    this.word = word;
  }

  /** The words outside. */
  public String word() {
    return word;
  }
}
