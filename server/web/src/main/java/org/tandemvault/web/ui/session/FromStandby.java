package org.tandemvault.web.ui.session;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mark in an address that a standby sent somebody there, so that nobody is sent in circles. */
public final class FromStandby {

  static final String NOTE = "note";
  static final String MARK = "standby";

  private FromStandby() {}

  /** True if a standby sent somebody to this address. */
  public static boolean isIn(Location location) {
    return location
        .getQueryParameters()
        .getParameters()
        .getOrDefault(NOTE, List.of())
        .contains(MARK);
  }

  /** The same address without the mark. */
  public static Location without(Location location) {
    Map<String, List<String>> left = new HashMap<>(location.getQueryParameters().getParameters());
    left.computeIfPresent(
        NOTE, (note, values) -> values.contains(MARK) ? null : values); // null takes it away
    return new Location(location.getPath(), new QueryParameters(left));
  }

  /** The address on the primary where somebody wanted to go, with the mark. */
  static String at(String primary, Optional<String> wanted) {
    String path = wanted.orElse("");
    String base = primary.endsWith("/") ? primary : primary + "/";
    return base + path + (path.contains("?") ? "&" : "?") + NOTE + "=" + MARK;
  }
}
