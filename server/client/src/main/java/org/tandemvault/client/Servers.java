package org.tandemvault.client;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The nodes a client may talk to, the preferred one first. No other address ever gets a token. */
public record Servers(List<URI> all) {

  private static final int HTTPS = 443;

  public Servers {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("No server is named.");
    }
    all = List.copyOf(all);
  }

  /**
   * Of addresses such as {@code https://vault-1.example.org:7272}.
   *
   * @throws IllegalArgumentException with what to mend, if one is none
   */
  public static Servers of(List<String> addresses) {
    var unique = new LinkedHashSet<URI>();
    for (String address : addresses) {
      unique.add(server(address.strip()));
    }
    return new Servers(List.copyOf(unique));
  }

  /** The configured server of this address, however it is spelled. */
  public Optional<URI> find(String address) {
    try {
      URI wanted = server(address);
      return all.stream().filter(wanted::equals).findFirst();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static URI server(String address) {
    URI uri = parsed(address);
    if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "The server '" + printable(address) + "' must be given as https://HOST[:PORT].");
    }
    boolean more =
        uri.getUserInfo() != null
            || uri.getQuery() != null
            || uri.getFragment() != null
            || !(uri.getPath().isEmpty() || uri.getPath().equals("/"));
    if (more) {
      throw new IllegalArgumentException(
          "A server is https://HOST[:PORT] and nothing more; mend the one at "
              + printable(uri.getHost())
              + ".");
    }
    String port = uri.getPort() < 0 || uri.getPort() == HTTPS ? "" : ":" + uri.getPort();
    return URI.create("https://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
  }

  private static URI parsed(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The server '" + printable(address) + "' is no address; give https://HOST[:PORT].", e);
    }
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
