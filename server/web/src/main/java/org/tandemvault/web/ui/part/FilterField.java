package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** A field that narrows a list while one types. */
public final class FilterField extends TextField {

  private static final int TYPING_MILLIS = 250;

  public FilterField(String what, Runnable changed) {
    setPlaceholder(what);
    setAriaLabel("Filter: " + what);
    setPrefixComponent(VaadinIcon.SEARCH.create());
    setClearButtonVisible(true);
    setValueChangeMode(ValueChangeMode.LAZY);
    setValueChangeTimeout(TYPING_MILLIS);
    addClassName("filter");
    addValueChangeListener(e -> changed.run());
  }
}
