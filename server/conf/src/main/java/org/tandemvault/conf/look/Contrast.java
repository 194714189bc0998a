package org.tandemvault.conf.look;

/** Whether a colour can be read on the pages, by WCAG's contrast ratio. */
final class Contrast {
  /** For large text and parts of a page that one presses. */
  private static final double LEAST = 3.0;

  private static final String LIGHT_PAGE = "#ffffff";
  private static final String DARK_PAGE = "#182029";

  private Contrast() {}

  static boolean isReadable(String colour, boolean light) {
    double own = luminance(colour);
    double page = luminance(light ? LIGHT_PAGE : DARK_PAGE);
    return (Math.max(own, page) + 0.05) / (Math.min(own, page) + 0.05) >= LEAST;
  }

  private static double luminance(String colour) {
    return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
  }

  private static double part(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
