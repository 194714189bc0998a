package org.tandemvault.client;

/** An account with the resource it is on. */
public record Located(Resource resource, Account account) {

  /** {@code RESOURCE/LOGIN}. */
  public String path() {
    return resource.name() + "/" + account.login();
  }
}
