package org.tandemvault.db.move;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.tandemvault.db.tls.FakeTdsServer.Answer;

/** A server's keys, as far as the set-up of the second layer asks for them. */
final class FakeKeys implements Function<String, Answer> {
  private final Set<String> there = new CopyOnWriteArraySet<>();
  private final List<String> made = new CopyOnWriteArrayList<>();
  private String product = "Microsoft SQL Server 2022 (RTM-CU16)";
  private boolean knowsKeys = true;
  private boolean makesKeys = true;
  private boolean decrypts = true;
  private int foreign;
  private int unopened;
  private int opened;

  /** Master key, certificate or symmetric key, by its name. */
  FakeKeys with(String... names) {
    there.addAll(List.of(names));
    return this;
  }

  /** Speaks TDS, and is no SQL Server. */
  FakeKeys thatIsNoSqlServer() {
    product = "Babelfish for PostgreSQL with SQL Server Compatibility";
    return this;
  }

  FakeKeys withoutCatalogue() {
    knowsKeys = false;
    return this;
  }

  FakeKeys thatMakesNone() {
    makesKeys = false;
    return this;
  }

  FakeKeys thatDecryptsWrongly() {
    decrypts = false;
    return this;
  }

  /** How many values another key encrypted, this one does not open, this one opens. */
  FakeKeys withRows(int byAnother, int notOpened, int open) {
    foreign = byAnother;
    unopened = notOpened;
    opened = open;
    return this;
  }

  /** The statements that changed something. */
  List<String> made() {
    return List.copyOf(made);
  }

  @Override
  public Answer apply(String sql) {
    if (sql.startsWith("create ") || sql.startsWith("grant ")) {
      return make(sql);
    }
    if (sql.startsWith("open symmetric key")) {
      return isThere(sql, "decryption by certificate") ? Answer.DONE : missing();
    }
    if (sql.startsWith("select count(*) from sys.")) {
      return knowsKeys
          ? Answer.value(there.stream().anyMatch(name -> sql.contains("N'" + name + "'")) ? 1 : 0)
          : new Answer(208, "Invalid object name 'sys.symmetric_keys'.");
    }
    if (sql.contains("information_schema")) {
      return Answer.value(1);
    }
    if (sql.contains("@@version")) {
      return Answer.value(product);
    }
    return rows(sql);
  }

  private Answer rows(String sql) {
    if (sql.contains("0x54616e64656d")) {
      return decrypts ? Answer.value("54616E64656D") : Answer.table(List.of("x"), nothing());
    }
    if (sql.contains("<> 0x010000")) {
      return Answer.value(foreign);
    }
    if (sql.contains("decryptbykey(r.v) is null")) {
      return Answer.value(unopened);
    }
    return sql.contains("decryptbykey(r.v) is not null") ? Answer.value(opened) : Answer.DONE;
  }

  private static List<List<Object>> nothing() {
    return List.of(java.util.Collections.singletonList(null));
  }

  private Answer make(String sql) {
    if (!makesKeys) {
      return new Answer(33557097, "'CREATE MASTER KEY' is not currently supported in Babelfish");
    }
    made.add(sql);
    if (sql.startsWith("create master key")) {
      there.add("##MS_DatabaseMasterKey##");
    } else if (sql.startsWith("create ")) {
      there.add(sql.substring(sql.indexOf('[') + 1, sql.indexOf(']')));
    }
    return Answer.DONE;
  }

  /** Both names of an opening. */
  private boolean isThere(String sql, String between) {
    String key = sql.substring(sql.indexOf('[') + 1, sql.indexOf(']'));
    String rest = sql.substring(sql.indexOf(between));
    return there.contains(key)
        && there.contains(rest.substring(rest.indexOf('[') + 1, rest.indexOf(']')));
  }

  private static Answer missing() {
    return new Answer(15151, "Cannot find the certificate, because it does not exist.");
  }
}
