package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name with what is said about it below, as lists show it on narrow screens. */
public final class TwoLines extends Div {

  public TwoLines(String name, String below, Component... beside) {
    var title = new Span(name);
    title.addClassNames("strong", "ellipsis");
    title.setTitle(name);
    var first = new Div(title);
    first.add(beside);
    first.addClassName("two-lines-first");
    var second = new Div(below);
    second.addClassNames("quiet", "two-lines-second");
    add(first, second);
    addClassName("two-lines");
  }

  /** Those that say something, parted by dots. */
  public static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" · "));
  }
}
