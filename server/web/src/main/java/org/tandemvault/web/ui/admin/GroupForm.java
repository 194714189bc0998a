package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.identity.GroupFields;
import org.tandemvault.core.identity.NamedPrincipal;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.session.UserSession;

/** Creates or edits a group. */
final class GroupForm {

  private final UserSession session;
  private final GroupAdministration groups;
  private final Directory directory;
  private final Runnable done;
  private final FormErrors errors = new FormErrors();
  private final TextField name = new TextField("Name");
  private final TextArea description = new TextArea("Description");
  private final MultiSelectComboBox<NamedPrincipal> members = new MultiSelectComboBox<>("Members");
  private long version;

  GroupForm(UserSession session, GroupAdministration groups, Directory directory, Runnable done) {
    this.session = session;
    this.groups = groups;
    this.directory = directory;
    this.done = done;
    name.setRequiredIndicatorVisible(true);
    name.setWidthFull();
    description.setWidthFull();
    members.setWidthFull();
    members.setHelperText("People and other groups");
    members.setPlaceholder("Start of a name");
    members.setItems(
        query ->
            directory
                .find(
                    session.caller(),
                    query.getFilter().orElse(""),
                    query.getOffset() + query.getLimit())
                .stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
    members.setItemLabelGenerator(
        p -> p.principal() instanceof Principal.OfGroup ? p.name() + " (group)" : p.name());
    errors.field("name", name).field("description", description).field("members", members);
  }

  void create() {
    new Editor("New group", "Create group", errors, name, description, members)
        .onSave(
            () -> {
              groups.create(session.caller(), fields());
              Notices.done("Group " + name.getValue() + " is created.");
              done.run();
            })
        .open();
    name.focus();
  }

  void edit(GroupId id) {
    fill(load(id));
    new Editor("Edit group " + name.getValue(), "Save", errors, name, description, members)
        .onSave(() -> save(id))
        .onLostRace(
            () -> fill(load(id)),
            () -> {
              version = load(id).version();
              save(id);
            })
        .open();
  }

  private void save(GroupId id) {
    groups.update(session.caller(), id, fields(), version);
    Notices.done("Group " + name.getValue() + " is saved.");
    done.run();
  }

  private Group load(GroupId id) {
    return groups.get(session.caller(), id);
  }

  private void fill(Group group) {
    name.setValue(group.name());
    description.setValue(group.description());
    List<NamedPrincipal> named = directory.names(session.caller(), group.members());
    members.setValue(named);
    version = group.version();
  }

  private GroupFields fields() {
    return new GroupFields(
        name.getValue(),
        description.getValue(),
        members.getValue().stream().map(NamedPrincipal::principal).toList());
  }
}
