package org.tandemvault.web.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.web.rest.problem.Problem;
import org.tandemvault.web.rest.problem.Refusal;
import org.tandemvault.web.rest.problem.RefusedException;

/**
 * The header If-Match against versions: {@code "7"}, a list of such, or {@code *}.
 *
 * <p>A strong tag of another form matches no version, and a weak one never matches (RFC 9110). A
 * bare number is taken as if it were quoted.
 */
public final class Preconditions {

  private static final Pattern TAG =
      Pattern.compile("\\s*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"|(\\d{1,19}))\\s*(?:,|$)");
  private static final long NO_VERSION = -1;

  private Preconditions() {}

  /** The tag of a version. */
  public static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }

  /**
   * The version that must be the current one.
   *
   * @param current looked up only if the header does not name one version
   * @throws RefusedException 428 {@code if-match-needed} without the header
   */
  public static long required(HttpHeaders headers, LongSupplier current) {
    return optional(headers, current)
        .orElseThrow(
            () ->
                new RefusedException(
                    new Refusal(
                        Problem.of(
                            428,
                            "if-match-needed",
                            "Send the ETag of what you edited in the header If-Match, so that"
                                + " nobody's change is lost."),
                        Map.of())));
  }

  /** As {@link #required}; empty without the header. */
  public static OptionalLong optional(HttpHeaders headers, LongSupplier current) {
    String header = headers.getHeaderString(HttpHeaders.IF_MATCH);
    return header == null ? OptionalLong.empty() : OptionalLong.of(expected(header, current));
  }

  /** True if the header is not there or names this tag, a strong one. */
  public static boolean holds(HttpHeaders headers, String tag) {
    String header = headers.getHeaderString(HttpHeaders.IF_MATCH);
    if (header == null || header.strip().equals("*")) {
      return true;
    }
    return parse(header).stream().anyMatch(tag::equals);
  }

  private static long expected(String header, LongSupplier current) {
    if (header.strip().equals("*")) {
      return current.getAsLong();
    }
    var versions =
        parse(header).stream()
            .filter(t -> t.matches("0|[1-9]\\d{0,17}"))
            .map(Long::valueOf)
            .toList();
    if (versions.size() <= 1) {
      return versions.isEmpty() ? NO_VERSION : versions.getFirst();
    }
    long now = current.getAsLong();
    if (versions.contains(now)) {
      return now;
    }
    throw new StaleVersionException("Somebody changed it meanwhile; load it again.");
  }

  private static List<String> parse(String header) {
    var strong = new ArrayList<String>();
    Matcher tag = TAG.matcher(header);
    int at = 0;
    while (at < header.length()) {
      if (!tag.find(at) || tag.start() != at) {
        throw new MalformedException("The header If-Match is an ETag in quotes, or *.");
      }
      if (tag.group(1) == null) {
        strong.add(tag.group(2) == null ? tag.group(3) : tag.group(2));
      }
      at = tag.end();
    }
    return strong;
  }
}
