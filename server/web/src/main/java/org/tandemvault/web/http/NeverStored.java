package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The answer to what a page fetches, which may hold a password: no browser and no proxy keeps it,
 * whatever Vaadin says about it.
 */
final class NeverStored extends HttpServletResponseWrapper {

  private static final String HEADER = "Cache-Control";
  private static final String RULE = "no-store";

  /** Vaadin's own requests; push goes its own way and is no answer that is stored. */
  private static final Pattern FETCHED = Pattern.compile("(^|&)v-r=(uidl|init|heartbeat)(&|$)");

  NeverStored(HttpServletResponse response) {
    super(response);
    response.setHeader(HEADER, RULE);
  }

  static boolean isFor(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return isFetched(path, Objects.requireNonNullElse(request.getQueryString(), ""));
  }

  static boolean isFetched(String path, String query) {
    return path.startsWith("/VAADIN/dynamic/") || FETCHED.matcher(query).find();
  }

  @Override
  public void setHeader(String name, String value) {
    super.setHeader(name, HEADER.equalsIgnoreCase(name) ? RULE : value);
  }

  @Override
  public void addHeader(String name, String value) {
    if (HEADER.equalsIgnoreCase(name)) {
      super.setHeader(HEADER, RULE);
    } else {
      super.addHeader(name, value);
    }
  }
}
