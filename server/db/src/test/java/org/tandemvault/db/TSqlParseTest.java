package org.tandemvault.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What SQL Server is sent, before a parser of SQL. It knows T-SQL but for lock hints, {@code
 * include} of an index and {@code not for replication}, which are left out for it.
 */
class TSqlParseTest {
  private static final Path SQL = Path.of("src/main/resources/org/tandemvault/db/sql");
  private static final Path SCHEMA =
      Path.of("src/test/resources/org/tandemvault/db/schema/sqlserver.sql");

  /** Words of other engines. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?i)(?<!:)\\b(lateral|returning|limit|ilike|on conflict|nulls"
              + " (first|last)|true|false)\\b|for update|::|\\|\\|");

  static Stream<String> statements() throws IOException {
    try (Stream<Path> files = Files.walk(SQL)) {
      List<Path> all = files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
      return all.stream()
          .filter(f -> !f.toString().contains("/replication/"))
          .filter(f -> isForSqlServer(f, all))
          .map(f -> SQL.relativize(f).toString())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementParsesAndHoldsNoWordOfAnotherEngine(String file) throws IOException {
    String sql = text(SQL.resolve(file));

    assertThat(FOREIGN.matcher(sql).find()).as(sql).isFalse();
    if (isWhole(file)) {
      assertThatCode(() -> CCJSqlParserUtil.parse(sql)).as(sql).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aStatementOfTheSchemaParses(String sql) {
    assertThatCode(() -> CCJSqlParserUtil.parse(sql)).as(sql).doesNotThrowAnyException();
  }

  static Stream<String> tables() throws IOException {
    return Stream.of(Files.readString(SCHEMA).split("\nGO\n"))
        .map(String::strip)
        .filter(sql -> !sql.startsWith("if schema_id"))
        .map(sql -> sql.replaceAll(";$", "").replace(" not for replication", ""))
        .map(sql -> sql.replaceAll(" include \\(name_key\\)", ""));
  }

  private static boolean isForSqlServer(Path file, List<Path> all) {
    String name = file.toString();
    if (name.endsWith(".sqlserver.sql")) {
      return true;
    }
    Path dialect = Path.of(name.replaceAll("\\.sql$", ".sqlserver.sql"));
    return !name.endsWith(".postgresql.sql") && !all.contains(dialect);
  }

  /** Parts of statements are parsed where they stand in whole ones. */
  private static boolean isWhole(String file) throws IOException {
    return text(SQL.resolve(file)).matches("(?is)\\s*(select|insert|update|delete)\\b.*");
  }

  /** Without remarks; what Jdbi puts in has a stand-in. */
  private static String text(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.stripLeading().startsWith("--"))
        .collect(Collectors.joining("\n"))
        .replaceAll("<(words|filters|only)>", "")
        .replaceAll("<\\w+>", "1")
        .replaceAll(":(inner|outer)", ":folder")
        .replace("with (updlock, holdlock)", "");
  }
}
