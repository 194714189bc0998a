package org.tandemvault.installer;

/** What this process may do. */
final class Privileges {
  private Privileges() {}

  /** Whether it may make users and services and give files away. */
  static boolean root() {
    return System.getProperty("user.name").equals("root");
  }
}
