package org.tandemvault.core.shared;

/** This node is a standby and takes no change. */
public final class ReadOnlyNodeException extends VaultException {

  private static final long serialVersionUID = 1L;

  private final String primary;

  /**
   * @param primary the primary's address, empty if not known
   */
  public ReadOnlyNodeException(String primary) {
    super("read-only-node", "This node is a read-only standby; make the change on the primary.");
    this.primary = primary;
  }

  /** The primary's address, empty if not known. */
  public String primary() {
    return primary;
  }
}
