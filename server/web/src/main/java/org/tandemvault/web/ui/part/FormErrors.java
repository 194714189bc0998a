package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.core.shared.Violation;

/**
 * Shows what a form got wrong: at its fields where they are known, else in a line above the form.
 */
public final class FormErrors extends Div {

  private final Map<String, HasValidationProperties> fields = new LinkedHashMap<>();
  private Runnable onStale = () -> {};

  public FormErrors() {
    addClassName("form-error");
    getElement().setAttribute("role", "alert");
    setVisible(false);
  }

  /** Shows violations of {@code name}, and of {@code name[n]...}, at this field. */
  public FormErrors field(String name, HasValidationProperties field) {
    fields.put(name, field);
    if (field instanceof HasValue<?, ?> value) {
      value.addValueChangeListener(e -> field.setInvalid(false));
    }
    return this;
  }

  /** What to do, after telling it, when somebody else changed the same thing first. */
  public FormErrors whenStale(Runnable action) {
    onStale = action;
    return this;
  }

  /** Runs an action; false if it was refused, and then the form says why. */
  public boolean attempt(Runnable action) {
    clear();
    try {
      action.run();
      return true;
    } catch (UnauthenticatedException over) {
      throw over;
    } catch (InvalidException invalid) {
      invalid.violations().forEach(this::show);
      focusFirst();
    } catch (StaleVersionException stale) {
      tell(
          "Somebody else changed this while you were typing. Nothing of yours is lost: choose below"
              + " what shall hold.");
      onStale.run();
    } catch (VaultException refused) {
      tell(refused.getMessage());
    }
    return false;
  }

  /** Takes all messages away. */
  public void clear() {
    fields.values().forEach(field -> field.setInvalid(false));
    setText("");
    setVisible(false);
  }

  private void show(Violation violation) {
    String text = sentence(violation.message());
    find(violation.field())
        .ifPresentOrElse(
            field -> {
              field.setErrorMessage(text);
              field.setInvalid(true);
            },
            () -> tell(violation.field() + ": " + violation.message()));
  }

  private Optional<HasValidationProperties> find(String name) {
    String plain = name.replaceFirst("[\\[.].*$", "");
    return Optional.ofNullable(fields.getOrDefault(name, fields.get(plain)));
  }

  private void tell(String text) {
    setText(getText().isEmpty() ? text : getText() + " · " + text);
    setVisible(true);
  }

  private void focusFirst() {
    fields.values().stream()
        .filter(HasValidationProperties::isInvalid)
        .filter(f -> ((Component) f).isVisible())
        .findFirst()
        .ifPresent(
            f -> {
              if (f instanceof Focusable<?> field) {
                field.focus();
              }
            });
  }

  private static String sentence(String message) {
    return message.isEmpty() ? message : "This " + message + ".";
  }
}
