package org.tandemvault.db.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tandemvault.db.tls.FakeTdsServer.Answer;

/**
 * A server that speaks TDS and keeps tables, but no rows, as far as the changelog and the move ask;
 * it may refuse what SQL Server knows.
 */
public final class FakeVault implements Function<String, Answer> {
  private static final Pattern CREATED =
      Pattern.compile(
          "(?i)^\\s*create table (?:\\[?\\w+]?\\.)*?\\[?(\\w+)]?\\.\\[?(\\w+)]?\\s*\\(");

  private final Set<String> tables = new CopyOnWriteArraySet<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private String product = "Microsoft SQL Server 2022 (RTM-CU16) - 16.0.4165.4 (X64)";
  private List<String> rowVersions = List.of("0");
  private byte[] checkValue = new byte[0];

  /** Speaks like SQL Server, and is none. */
  public FakeVault thatIsNoSqlServer() {
    product = "Babelfish for PostgreSQL with SQL Server Compatibility - 12.0.2000.8";
    return this;
  }

  /** Answers nothing about READ_COMMITTED_SNAPSHOT. */
  public FakeVault withoutRowVersions() {
    rowVersions = List.of();
    return this;
  }

  /** Statements that begin so are errors there. */
  public FakeVault refusing(String... beginnings) {
    refused.addAll(List.of(beginnings));
    return this;
  }

  /** Holds a vault with this check value and no rows. */
  FakeVault holding(byte[] value) {
    checkValue = value.clone();
    VaultTable.names().forEach(name -> tables.add("vault." + name));
    tables.add("vault.key_check");
    tables.add("vault_admin.databasechangelog");
    return this;
  }

  /** Such as {@code vault.setting}. */
  Set<String> tables() {
    return Set.copyOf(tables);
  }

  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public Answer apply(String sql) {
    said.add(sql);
    String small = sql.strip().toLowerCase(Locale.ROOT);
    if (refused.stream().anyMatch(small::startsWith)) {
      return new Answer(33557097, "'" + sql.split(" ")[0] + "' is not currently supported");
    }
    Matcher created = CREATED.matcher(sql);
    if (created.find()) {
      tables.add(created.group(1) + "." + created.group(2).toLowerCase(Locale.ROOT));
      return Answer.DONE;
    }
    if (small.startsWith("exec sp_executesql")) {
      return Answer.CHANGED; // Liquibase takes and leaves its lock
    }
    if (small.startsWith("insert") || small.startsWith("update") || small.startsWith("delete")) {
      return Answer.CHANGED;
    }
    return small.startsWith("select")
            || small.startsWith("exec")
            || small.startsWith("if object_id")
        ? question(sql, small)
        : Answer.DONE;
  }

  private Answer question(String sql, String small) {
    if (small.equals("select @@version")) {
      return Answer.value(product);
    }
    if (small.contains("'productversion'")) {
      return Answer.value("16.0.4165.4");
    }
    if (small.contains("is_read_committed_snapshot_on")) {
      return rowVersions.isEmpty() ? Answer.none() : Answer.value(rowVersions.getFirst());
    }
    if (small.contains("'collation'")) {
      return Answer.value("Latin1_General_100_BIN2_UTF8");
    }
    if (small.contains("engineedition")) {
      return Answer.value("3");
    }
    if (small.contains("schema_name()") || small.contains("system_user")) {
      return Answer.value("dbo");
    }
    if (small.contains("has_perms_by_name")) {
      return Answer.value("1");
    }
    return rows(sql, small);
  }

  private Answer rows(String sql, String small) {
    if (small.startsWith("select table_name from information_schema.tables")) {
      String schema = small.contains("'vault_admin'") ? "vault_admin." : "vault.";
      return Answer.table(
          List.of("table_name"),
          tables.stream()
              .filter(name -> name.startsWith(schema))
              .map(name -> List.<Object>of(name.substring(schema.length())))
              .toList());
    }
    if (small.contains("check_value from vault.key_check") && checkValue.length > 0) {
      return Answer.value(checkValue);
    }
    if (small.contains("count(*)") || small.contains("max(orderexecuted)")) {
      return Answer.value(0);
    }
    if (small.startsWith("select locked")) {
      return Answer.value(false);
    }
    if (small.startsWith("exec sp_tables") || small.startsWith("exec sys.sp_tables")) {
      return known(sql);
    }
    return Answer.none();
  }

  /** The tables whose names are asked for, as {@code sp_tables} tells them. */
  private Answer known(String sql) {
    return Answer.table(
        List.of("TABLE_QUALIFIER", "TABLE_OWNER", "TABLE_NAME", "TABLE_TYPE", "REMARKS"),
        tables.stream()
            .map(name -> name.split("\\."))
            .filter(parts -> sql.toLowerCase(Locale.ROOT).contains("'" + parts[1] + "'"))
            .map(
                parts ->
                    List.<Object>of(
                        "vault", parts[0], parts[1].toUpperCase(Locale.ROOT), "TABLE", ""))
            .toList());
  }
}
