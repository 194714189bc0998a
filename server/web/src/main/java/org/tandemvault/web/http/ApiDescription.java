package org.tandemvault.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the REST API, made from the routes when the vault was built. */
public final class ApiDescription {

  private ApiDescription() {}

  /** OpenAPI as JSON, in UTF-8. */
  public static byte[] json() {
    try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is missing: build with Maven.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
