package org.tandemvault.web.rest.gate;

import java.util.List;
import java.util.Set;

/**
 * Finds the address that a request came from.
 *
 * <p>It is the socket's, unless that is a proxy this vault was told to trust: then it is the last
 * address in X-Forwarded-For that is no trusted proxy. Thread-safe.
 */
public final class ClientAddress {

  /** The request attribute that holds it. */
  public static final String ATTRIBUTE = "org.tandemvault.client";

  private static final int LONGEST = 45;

  private final Set<String> trustedProxies;

  /**
   * @param trustedProxies addresses as the sockets tell them; empty to trust none
   */
  public ClientAddress(Set<String> trustedProxies) {
    this.trustedProxies = Set.copyOf(trustedProxies);
  }

  /**
   * The client's address.
   *
   * @param forwardedFor the values of X-Forwarded-For, in order
   */
  public String of(String socket, List<String> forwardedFor) {
    if (!trustedProxies.contains(socket)) {
      return socket;
    }
    String[] hops = String.join(",", forwardedFor).split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!isAddress(hop)) {
        return socket;
      }
      if (!trustedProxies.contains(hop)) {
        return hop;
      }
    }
    return socket;
  }

  private static boolean isAddress(String hop) {
    return !hop.isEmpty() && hop.length() <= LONGEST && hop.matches("[0-9A-Fa-f.:]+");
  }
}
