package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.ResourceFields;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FolderChoice;
import org.tandemvault.web.ui.part.FolderPaths;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;

/** Creates or edits a resource. */
final class ResourceForm {

  private final Desk desk;
  private final Consumer<ResourceId> done;
  private final FormErrors errors = new FormErrors();
  private final TextField name = new TextField("Name");
  private final ComboBox<String> type = new ComboBox<>("Type");
  private final TextField address = new TextField("Address");
  private final FolderChoice folder;
  private final TextArea description = new TextArea("Description");
  private final Div attributes = new Div();
  private long version;

  /**
   * @param done told which resource was saved
   */
  ResourceForm(Desk desk, FolderPaths paths, Consumer<ResourceId> done) {
    this.desk = desk;
    this.done = done;
    this.folder = new FolderChoice("Folder", paths);
    name.setRequiredIndicatorVisible(true);
    name.setWidthFull();
    type.setItems("linux", "windows", "database", "web", "network", "cloud", "application");
    type.setAllowCustomValue(true);
    type.addCustomValueSetListener(e -> type.setValue(e.getDetail()));
    type.setPlaceholder("Choose or type");
    type.setWidthFull();
    address.setPlaceholder("Host name or URL");
    address.setWidthFull();
    description.setWidthFull();
    attributes.addClassName("attributes-form");
    errors
        .field("name", name)
        .field("type", type)
        .field("address", address)
        .field("folder", folder)
        .field("description", description);
  }

  void create(Optional<FolderId> in) {
    folder.choose(in);
    editor("New resource", "Create resource")
        .onSave(
            () -> {
              var made = desk.catalogue().resources().create(desk.caller(), fields());
              Notices.done("Resource " + name.getValue() + " is created.");
              done.accept(made.resource().id());
            })
        .open();
    name.focus();
  }

  void edit(Resource resource) {
    fill(resource);
    editor("Edit " + resource.name(), "Save")
        .onSave(() -> save(resource.id()))
        .onLostRace(
            () -> fill(load(resource.id())),
            () -> {
              version = load(resource.id()).version();
              save(resource.id());
            })
        .open();
  }

  private Editor editor(String title, String verb) {
    var add = new Button("Add attribute", VaadinIcon.PLUS.create(), e -> addAttribute("", ""));
    add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    var two = new Div(type, folder);
    two.addClassName("two");
    return new Editor(title, verb, errors, name, address, two, description, attributes, add);
  }

  private void save(ResourceId id) {
    desk.catalogue().resources().update(desk.caller(), id, fields(), version);
    Notices.done("Resource " + name.getValue() + " is saved.");
    done.accept(id);
  }

  private Resource load(ResourceId id) {
    return desk.catalogue().resources().get(desk.caller(), id).resource();
  }

  private void fill(Resource resource) {
    name.setValue(resource.name());
    type.setValue(resource.type().isEmpty() ? null : resource.type());
    address.setValue(resource.address());
    folder.choose(resource.folder());
    description.setValue(resource.description());
    attributes.removeAll();
    resource.attributes().forEach(this::addAttribute);
    version = resource.version();
  }

  private ResourceFields fields() {
    return new ResourceFields(
        name.getValue(),
        type.getOptionalValue().orElse(""),
        address.getValue(),
        description.getValue(),
        folder.chosen(),
        typedAttributes());
  }

  private Map<String, String> typedAttributes() {
    var typed = new LinkedHashMap<String, String>();
    attributes
        .getChildren()
        .map(AttributeRow.class::cast)
        .filter(row -> !row.isBlank())
        .forEach(row -> typed.put(row.key.getValue(), row.value.getValue()));
    return typed;
  }

  private void addAttribute(String key, String value) {
    attributes.add(new AttributeRow(key, value));
  }

  /** One attribute. */
  private static final class AttributeRow extends Div {
    private final TextField key = new TextField();
    private final TextField value = new TextField();

    AttributeRow(String key, String value) {
      this.key.setValue(key);
      this.key.setPlaceholder("Attribute");
      this.key.setAriaLabel("Attribute");
      this.value.setValue(value);
      this.value.setPlaceholder("Value");
      this.value.setAriaLabel("Value");
      var remove = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> removeFromParent());
      remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON);
      remove.setAriaLabel("Remove attribute");
      add(this.key, this.value, remove);
      addClassName("attribute-row");
    }

    boolean isBlank() {
      return key.getValue().isBlank() && value.getValue().isBlank();
    }
  }
}
