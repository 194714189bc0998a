package org.tandemvault.core.shared;

import java.util.StringJoiner;

/** Names the fields that a change touches, for the audit trail; never their values. */
public final class ChangedFields {

  private final StringJoiner names = new StringJoiner(", ");

  /** Notes the field if its value differs. */
  public ChangedFields of(String field, Object before, Object after) {
    return of(field, !before.equals(after));
  }

  /** Notes the field if it differs. */
  public ChangedFields of(String field, boolean differs) {
    if (differs) {
      names.add(field);
    }
    return this;
  }

  /** True if any field differs. */
  public boolean any() {
    return names.length() > 0;
  }

  /** The names, comma-separated; empty without a difference. */
  @Override
  public String toString() {
    return names.toString();
  }
}
