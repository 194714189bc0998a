package org.tandemvault.core.resource;

import org.tandemvault.core.access.Right;

/**
 * An account as one user holds it.
 *
 * @param resourceName what its resource is called
 * @param right the user's strongest right on the account
 */
public record HeldAccount(Account account, String resourceName, Right right) {

  /** What the account is called, e.g. {@code db-1/root}. */
  public String name() {
    return resourceName + "/" + account.login();
  }
}
