package org.tandemvault.core.identity;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.shared.ChangedFields;

/** Puts a change of a user into words, e.g. {@code email, +role admin}; values only of roles. */
final class UserChanges {

  private UserChanges() {}

  static String between(User before, User after) {
    var words = new ArrayList<String>();
    String fields =
        new ChangedFields()
            .of("displayName", before.displayName(), after.displayName())
            .of("email", before.email(), after.email())
            .of("enabled", before.enabled(), after.enabled())
            .toString();
    if (!fields.isEmpty()) {
      words.add(fields);
    }
    words.addAll(signed("+role ", after, before));
    words.addAll(signed("-role ", before, after));
    return String.join(", ", words);
  }

  /** Of somebody new. */
  static String of(User created) {
    return String.join(
        ", ", created.roles().stream().sorted().map(role -> "+role " + role.word()).toList());
  }

  private static List<String> signed(String sign, User has, User hasNot) {
    return has.roles().stream()
        .filter(role -> !hasNot.roles().contains(role))
        .sorted()
        .map(role -> sign + role.word())
        .toList();
  }
}
