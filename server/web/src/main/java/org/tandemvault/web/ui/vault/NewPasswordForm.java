package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.resource.Account;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;

/** Gives an account a new password; the old ones stay in its history. */
final class NewPasswordForm {

  private NewPasswordForm() {}

  static void open(Desk desk, Account account, String name, Runnable done) {
    var errors = new FormErrors();
    Optional<PasswordPolicy> policy =
        account.policy().map(id -> desk.passwords().policies().get(desk.caller(), id));
    var password = new PasswordInput(desk.passwords(), () -> policy);
    password.register(errors);
    String text =
        policy.map(p -> "Policy “" + p.name() + "” holds. ").orElse("")
            + "The vault keeps the old password in the history; change it on the system itself too.";
    new Editor("New password for " + name, "Save password", errors, new Paragraph(text), password)
        .onSave(
            () -> {
              long version;
              try (Secret secret = password.secret()) {
                version =
                    desk.catalogue().accounts().changePassword(desk.caller(), account.id(), secret);
              }
              password.forget();
              Notices.done("Password of " + name + " is saved as version " + version + ".");
              done.run();
            })
        .open();
  }
}
