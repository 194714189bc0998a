package org.tandemvault.core.identity;

import java.util.regex.Pattern;
import org.tandemvault.core.shared.FieldRules;

/** What may be filled in for a user. */
final class UserRules {

  /** Something, one {@code @}, something; whether mail arrives is found out by sending one. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private UserRules() {}

  static FieldRules check(UserFields fields) {
    FieldRules rules = new FieldRules();
    name(rules, "name", fields.name());
    rules.line("displayName", fields.displayName());
    rules.line("email", fields.email());
    rules.rule(
        fields.email().isEmpty() || EMAIL.matcher(fields.email()).matches(),
        "email",
        "must be empty or look like name@example.org");
    rules.rule(!fields.roles().isEmpty(), "roles", "must name at least one role");
    return rules;
  }

  /** A name that is told apart from others by what one can see of it. */
  static void name(FieldRules rules, String field, String name) {
    rules.name(field, name);
    rules.rule(name.equals(name.strip()), field, "must not begin or end with a blank");
  }
}
