package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.core.node.LagSample;
import org.tandemvault.web.ui.part.Times;

/**
 * The lag of the last hour as a small picture. Heights grow with the logarithm, so that tenths of a
 * second and an hour's outage are both seen.
 */
final class LagPicture extends Div {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 96;
  private static final Duration SPAN = Duration.ofHours(1);
  private static final double LEAST_TOP = 10;
  private static final double[] GUIDES = {1, 10, 60, 600, 3_600};

  /** Samples further apart than this leave a gap: nothing was measured between them. */
  private static final Duration GAP = Duration.ofSeconds(45);

  private final Instant now;
  private final double top;

  /**
   * @param what what is measured, e.g. {@code Lag from primary to standby}
   */
  LagPicture(String what, List<LagSample> samples, Instant now) {
    this.now = now;
    List<LagSample> seen = samples.stream().filter(s -> s.at().isAfter(now.minus(SPAN))).toList();
    Optional<LagSample> most = seen.stream().max(Comparator.comparingDouble(LagSample::seconds));
    this.top = Math.max(LEAST_TOP, most.map(LagSample::seconds).orElse(0.0) * 1.2);
    addClassName("lag");
    String told =
        most.map(
                m ->
                    "most %s at %s"
                        .formatted(seconds(m.seconds()), Times.second(m.at()).substring(11)))
            .orElse("nothing measured yet");
    var caption = new Div(new Span("Last hour"), new Span(told));
    caption.addClassNames("lag-caption", "quiet");
    var picture = new Div();
    // As a property, since setting attributes one by one would lose the case of SVG's names.
    picture.getElement().setProperty("innerHTML", svg(what + " over the last hour: " + told, seen));
    var frame = new Div(picture);
    frame.addClassName("lag-frame");
    for (double guide : GUIDES) {
      if (guide < top) {
        frame.add(label(guide));
      }
    }
    var axis = new Div(new Span("1 h ago"), new Span("now"));
    axis.addClassNames("lag-axis", "quiet");
    add(caption, frame, axis);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 5 min}. */
  static String seconds(double seconds) {
    return seconds < 10
        ? String.format(Locale.ENGLISH, "%.1f s", Math.max(0, seconds))
        : Times.span(seconds);
  }

  private Span label(double guide) {
    var label = new Span(guide < 60 ? (int) guide + " s" : (int) guide / 60 + " min");
    label.addClassName("lag-label");
    label.getStyle().set("top", String.format(Locale.ENGLISH, "%.1f%%", 100 * y(guide) / HEIGHT));
    label.getElement().setAttribute("aria-hidden", "true");
    return label;
  }

  private String svg(String told, List<LagSample> samples) {
    var lines = new StringBuilder();
    for (double guide : GUIDES) {
      if (guide < top) {
        lines.append(
            String.format(
                Locale.ENGLISH,
                "<line class=\"lag-guide\" x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                WIDTH,
                y(guide),
                y(guide)));
      }
    }
    return ("<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\""
            + " aria-label=\"%s\">%s<path class=\"lag-area\" d=\"%s\"/>"
            + "<path class=\"lag-line\" d=\"%s\"/></svg>")
        .formatted(WIDTH, HEIGHT, told, lines, path(samples, true), path(samples, false));
  }

  private String path(List<LagSample> samples, boolean closed) {
    var path = new StringBuilder();
    int from = 0;
    for (int i = 1; i <= samples.size(); i++) {
      if (i == samples.size() || isGap(samples.get(i - 1), samples.get(i))) {
        stretch(path, samples.subList(from, i), closed);
        from = i;
      }
    }
    return path.toString();
  }

  private void stretch(StringBuilder path, List<LagSample> samples, boolean closed) {
    if (samples.isEmpty()) {
      return;
    }
    for (int i = 0; i < samples.size(); i++) {
      LagSample sample = samples.get(i);
      point(path, i == 0 ? 'M' : 'L', x(sample.at()), y(sample.seconds()));
    }
    if (closed) {
      point(path, 'L', x(samples.getLast().at()), HEIGHT);
      point(path, 'L', x(samples.getFirst().at()), HEIGHT);
      path.append('Z');
    }
  }

  private static void point(StringBuilder path, char verb, double x, double y) {
    path.append(verb).append(String.format(Locale.ENGLISH, "%.1f %.1f", x, y));
  }

  private static boolean isGap(LagSample a, LagSample b) {
    return Duration.between(a.at(), b.at()).compareTo(GAP) > 0;
  }

  private double x(Instant at) {
    double ago = Duration.between(at, now).toMillis() / (double) SPAN.toMillis();
    return WIDTH * (1 - Math.clamp(ago, 0, 1));
  }

  private double y(double seconds) {
    double part = Math.log1p(Math.max(0, seconds) * 4) / Math.log1p(top * 4);
    return HEIGHT - 2 - (HEIGHT - 6) * Math.clamp(part, 0, 1);
  }
}
