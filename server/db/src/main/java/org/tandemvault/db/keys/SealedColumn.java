package org.tandemvault.db.keys;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.SealPlaces;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Binding;

/**
 * Every column that holds sealed values, each with its three statements in {@code sql/keys}. A test
 * holds this list against the schema: a new column of bytes is either here or named there as
 * something else.
 */
public enum SealedColumn {
  ACCOUNT_PASSWORD("account_password", "sealed", "sealed") {
    @Override
    Binding place(long id, long version) {
      return SealPlaces.accountPassword(new AccountId(id), version);
    }
  },
  ACCOUNT_NOTES("account", "sealed_notes", "sealedNotes") {
    @Override
    Binding place(long id, long version) {
      return SealPlaces.accountNotes(new AccountId(id), version);
    }
  },
  USER_PASSWORD("user_credentials", "sealed_password", "sealedPassword") {
    @Override
    Binding place(long id, long version) {
      return SealPlaces.userPassword(new UserId(id), version);
    }
  },
  SECOND_FACTOR("user_credentials", "sealed_totp", "sealedTotp") {
    @Override
    Binding place(long id, long version) {
      return SealPlaces.secondFactor(new UserId(id));
    }
  };

  private final String table;
  private final String column;
  private final String parameter;

  SealedColumn(String table, String column, String parameter) {
    this.table = table;
    this.column = column;
    this.parameter = parameter;
  }

  /** The names of all these columns, whatever their tables. */
  public static Set<String> names() {
    return Arrays.stream(values()).map(SealedColumn::column).collect(Collectors.toSet());
  }

  /** Without the schema. */
  public String table() {
    return table;
  }

  public String column() {
    return column;
  }

  /** Where a row's value belongs. */
  abstract Binding place(long id, long version);

  /** What the new value is called in the statement that writes it. */
  String parameter() {
    return parameter;
  }

  /** One of its statements: {@code page}, {@code update} or {@code left}. */
  String statement(String what) {
    return "keys/" + name().toLowerCase(java.util.Locale.ROOT) + "_" + what;
  }
}
