package org.tandemvault.web.ui.look;

import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.server.VaadinService;
import java.util.List;
import java.util.Optional;

/**
 * The name, picture and colours of this vault, the same for all who look. It is kept with the web
 * application, so that parts of pages need not hand it on.
 *
 * @param light the accent on a light page, {@code #rrggbb}; validated by who made this
 * @param dark the accent on a dark page
 * @param notes what an administrator should know of this node's files; one line each
 */
public record Look(
    String title,
    Optional<String> light,
    Optional<String> dark,
    Optional<Picture> logo,
    About about,
    List<String> notes) {

  /** What the product is called where nobody says otherwise. */
  public static final String PRODUCT = "Tandem Vault";

  /** Where logo and colours are served. */
  public static final String PATH = "branding";

  private static final String OWN_ICON = "vault/icon.svg";

  public Look {
    notes = List.copyOf(notes);
  }

  /** A picture as it is served. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record Picture(String mediaType, byte[] bytes) {}

  /**
   * What runs here, and the organisation's own note.
   *
   * @param licence the file in conf, if there is one
   */
  public record About(String version, Optional<Licence> licence) {}

  /**
   * An organisation's own file; nothing is locked by it.
   *
   * @param text empty if it can't be shown
   */
  public record Licence(String name, long size, String text) {}

  /** The product's own. */
  public static Look ofProduct() {
    return new Look(
        PRODUCT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new About("", Optional.empty()),
        List.of());
  }

  /** That of the application which serves the current request. */
  public static Look current() {
    return Optional.ofNullable(VaadinService.getCurrent())
        .map(service -> service.getContext().getAttribute(Look.class))
        .orElseGet(Look::ofProduct);
  }

  /** Whether the pages are in other colours than the product's. */
  public boolean hasColours() {
    return light.isPresent() || dark.isPresent();
  }

  /** The address of the picture, from the root. */
  public String icon() {
    return logo.isPresent() ? PATH + "/logo" : OWN_ICON;
  }

  /** The picture beside the name, which says the same. */
  public Image image() {
    return new Image(icon(), "");
  }

  /** The colours as a style sheet that counts more than the product's own. */
  public String styleSheet() {
    StringBuilder css = new StringBuilder("html:root {\n");
    String onLight = light.orElse("#0b6e69");
    String onDark = dark.orElse("#4cc2b8");
    line(css, "--vault-accent", onLight, onDark);
    line(css, "--vault-accent-strong", onLight, "color-mix(in srgb, " + onDark + " 60%, black)");
    line(css, "--vault-accent-soft", mix(onLight, 9), mix(onDark, 14));
    line(css, "--lumo-primary-color-50pct", mix(onLight, 60), mix(onDark, 60));
    return css.append("}\n").toString();
  }

  private static String mix(String colour, int percent) {
    return "color-mix(in srgb, " + colour + " " + percent + "%, transparent)";
  }

  private static void line(StringBuilder css, String name, String onLight, String onDark) {
    css.append("  ").append(name).append(": light-dark(");
    css.append(onLight).append(", ").append(onDark).append(");\n");
  }
}
