package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.html.Span;

/** A word in a coloured pill. The colour never tells more than the word. */
public final class Badge extends Span {

  /** What the colour says. */
  public enum Tone {
    PLAIN,
    GOOD,
    WARN,
    BAD
  }

  public Badge(String text, Tone tone) {
    super(text);
    addClassNames("badge", "badge-" + tone.name().toLowerCase(java.util.Locale.ROOT));
  }

  /** Without meaning of its own. */
  public static Badge plain(String text) {
    return new Badge(text, Tone.PLAIN);
  }
}
