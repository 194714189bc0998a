package org.tandemvault.core.shared;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The keyset position in a list as opaque, URL-safe text. */
public final class Cursor {

  private Cursor() {}

  /** Packs the sort values of the last item of a page. */
  public static String of(String... parts) {
    var packed = new StringBuilder();
    for (String part : parts) {
      packed.append(part.length()).append(':').append(part);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(packed.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Unpacks {@code expected} sort values.
   *
   * @throws MalformedException if the text is not such a cursor
   */
  public static List<String> read(String cursor, int expected) {
    try {
      String packed = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var parts = new ArrayList<String>();
      int at = 0;
      while (at < packed.length()) {
        int colon = packed.indexOf(':', at);
        int end = colon + 1 + Integer.parseInt(packed.substring(at, colon));
        parts.add(packed.substring(colon + 1, end));
        at = end;
      }
      if (parts.size() == expected) {
        return parts;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedException("The cursor is not one of this list; start without one.", e);
    }
    throw new MalformedException("The cursor is not one of this list; start without one.");
  }
}
