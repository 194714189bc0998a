package org.tandemvault.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which events are asked for.
 *
 * @param terms of {@code node actor action target from to order}, what is given
 * @param most how many at most
 */
public record AuditFilter(Map<String, String> terms, int most) {

  public AuditFilter {
    terms = Map.copyOf(terms);
  }

  /** The newest events of all nodes. */
  public static AuditFilter newest(int most) {
    return new AuditFilter(Map.of(), most);
  }

  static String query(Map<String, String> terms) {
    return terms.entrySet().stream()
        .map(t -> t.getKey() + "=" + URLEncoder.encode(t.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }
}
