package org.tandemvault.web.ui.audit;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditQuery;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.web.ui.part.Times;

/** The fields that narrow the audit trail. */
final class AuditFilter extends Div {

  private static final String NEWEST = "Newest first";
  private static final String OLDEST = "Oldest first";

  private final TextField actor = text("Who");
  private final ComboBox<AuditAction> action = new ComboBox<>("Action");
  private final TextField target = text("Target");
  private final TextField node = text("Node");
  private final DatePicker from = new DatePicker("From");
  private final DatePicker to = new DatePicker("To (included)");
  private final Select<String> order = new Select<>();

  AuditFilter(Runnable changed) {
    addClassName("filters");
    actor.setPlaceholder("user name");
    target.setPlaceholder("start of a name");
    action.setItems(AuditAction.values());
    action.setItemLabelGenerator(AuditAction::word);
    action.setClearButtonVisible(true);
    from.setClearButtonVisible(true);
    to.setClearButtonVisible(true);
    order.setLabel("Order");
    order.setItems(NEWEST, OLDEST);
    order.setValue(NEWEST);
    node.setPattern("[a-z0-9][a-z0-9-]{0,39}");
    var clear = new Button("Clear", e -> clear());
    clear.addThemeVariants(ButtonVariant.TERTIARY);
    add(actor, action, target, from, to, node, order, clear);
    List.<HasValue<?, ?>>of(actor, action, target, node, from, to, order)
        .forEach(field -> field.addValueChangeListener(e -> changed.run()));
  }

  AuditQuery query() {
    return new AuditQuery(
        typed(node).filter(text -> text.matches("[a-z0-9][a-z0-9-]{0,39}")).map(NodeId::new),
        typed(actor),
        action.getOptionalValue(),
        typed(target),
        from.getOptionalValue().map(Times::startOf),
        to.getOptionalValue().map(day -> Times.startOf(day.plusDays(1))),
        OLDEST.equals(order.getValue()));
  }

  private void clear() {
    List.of(actor, target, node).forEach(AbstractField::clear);
    List.of(from, to).forEach(AbstractField::clear);
    action.clear();
    order.setValue(NEWEST);
  }

  private static Optional<String> typed(TextField field) {
    return field.getOptionalValue().map(String::strip).filter(text -> !text.isEmpty());
  }

  private static TextField text(String label) {
    var field = new TextField(label);
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    return field;
  }
}
