package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/** Four bars and a word that say how hard a password is to guess. Keeps no password. */
public final class StrengthMeter extends Div {

  private static final List<String> WORDS =
      List.of("guessed at once", "weak", "fair", "good", "strong");

  private final PasswordStrength strength;
  private final Span word = new Span();

  public StrengthMeter(PasswordStrength strength) {
    this.strength = strength;
    addClassName("strength");
    var bars = new Div(new Span(), new Span(), new Span(), new Span());
    bars.addClassName("strength-bars");
    bars.getElement().setAttribute("aria-hidden", "true");
    word.getElement().setAttribute("aria-live", "polite");
    add(bars, word);
    rate("");
  }

  /** Shows the strength of what was typed. */
  public void rate(String typed) {
    if (typed.isEmpty()) {
      show(-1, "");
      return;
    }
    try (Secret secret = Secret.ofUtf8(typed)) {
      int score = strength.score(secret);
      show(score, "Strength: " + WORDS.get(score));
    } catch (InvalidSecretException broken) {
      show(-1, "");
    }
  }

  private void show(int score, String text) {
    getElement().setAttribute("data-score", Integer.toString(score));
    word.setText(text);
  }
}
