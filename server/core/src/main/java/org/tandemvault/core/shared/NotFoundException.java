package org.tandemvault.core.shared;

/** There is no such thing, or the caller may not know of it: both look alike. */
public final class NotFoundException extends VaultException {

  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super("not-found", message);
  }

  /** The one text for this kind of thing. */
  public static NotFoundException of(String kind, Object id) {
    return new NotFoundException(
        "There is no " + kind + " " + id + ", or it is not shared with you.");
  }
}
