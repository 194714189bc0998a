package org.tandemvault.conf.look;

/** A file cannot be shown as a logo. */
final class UnfitLogoException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  UnfitLogoException(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
