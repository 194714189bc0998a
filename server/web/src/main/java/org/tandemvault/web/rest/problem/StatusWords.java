package org.tandemvault.web.rest.problem;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The words for a status as RFC 9110 and RFC 6585 have them. */
final class StatusWords {

  private static final Map<Integer, String> MISSING_IN_THE_API =
      Map.of(
          413, "Content Too Large",
          415, "Unsupported Media Type",
          422, "Unprocessable Content",
          428, "Precondition Required",
          429, "Too Many Requests");

  private StatusWords() {}

  static String of(int status) {
    String word = MISSING_IN_THE_API.get(status);
    if (word != null) {
      return word;
    }
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Refused" : known.getReasonPhrase();
  }
}
