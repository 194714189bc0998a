package org.tandemvault.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Steps of an address's path. */
final class Segments {

  private Segments() {}

  static String encoded(String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      return "-";
    }
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
