package org.tandemvault.conf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the program. */
public final class ProductVersion {
  private ProductVersion() {}

  /** For instance {@code 1.2.0}. */
  public static String own() {
    Properties product = new Properties();
    try (InputStream in = ProductVersion.class.getResourceAsStream("product.properties")) {
      product.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return product.getProperty("version");
  }
}
