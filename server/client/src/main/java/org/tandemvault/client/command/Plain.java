package org.tandemvault.client.command;

import java.util.Optional;

/** Text of others, made harmless for a terminal: no control character goes through. */
final class Plain {

  private Plain() {}

  static String line(String text) {
    return Optional.ofNullable(text).orElse("").replaceAll("[\\p{Cntrl}\\u0080-\\u009f]+", " ");
  }
}
