package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;

/**
 * Whether a WebSocket was opened by a page of this node. Browsers send cookies with a handshake
 * that any page makes, and tell whose page it is in {@code Origin}.
 */
final class OwnOrigin {

  private static final String SCHEME = "https://";

  private OwnOrigin() {}

  /** True for a handshake that another origin, or none, makes. */
  static boolean isForeignWebSocket(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        && !isOwn(header(request, "Origin"), header(request, "Host"));
  }

  private static String header(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }

  static boolean isOwn(String origin, String host) {
    return origin.startsWith(SCHEME)
        && authority(origin.substring(SCHEME.length())).equals(authority(host));
  }

  private static String authority(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return small.endsWith(":443") ? small.substring(0, small.length() - 4) : small;
  }
}
