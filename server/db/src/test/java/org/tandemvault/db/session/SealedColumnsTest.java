package org.tandemvault.db.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.db.platform.KeyLayerSql;
import org.tandemvault.db.platform.SqlServerPlatform;

class SealedColumnsTest {
  private static final Path SQL = Path.of("src/main/resources/org/tandemvault/db/sql");

  private final Statements statements =
      new Statements(new SqlServerPlatform(), KeyLayerSql.of(KeyLayer.DEFAULT));

  static Stream<String> statementsWithSealedValues() throws IOException {
    try (Stream<Path> files = Files.walk(SQL)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.stream()
          .filter(SealedColumnsTest::holdsSealedValues)
          .map(file -> SQL.relativize(file).toString().replaceAll("\\.sql$", ""))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("statementsWithSealedValues")
  void noSealedValuePassesTheSecondLayerBy(String name) throws IOException {
    String before = Files.readString(SQL.resolve(name + ".sql"));
    String sql = statements.text(name);

    boolean reads = before.strip().startsWith("select");
    assertThat(sql).contains(reads ? "decryptbykey(" : "encryptbykey(");
    assertThat(count(sql, reads ? "decryptbykey(" : "encryptbykey("))
        .isEqualTo(
            count(
                before.replaceAll("sealed_(password|totp|notes)", "sealed"),
                reads ? ".sealed" : ":sealed"));
    assertThatCode(() -> CCJSqlParserUtil.parse(sql.replaceAll("<\\w+>", "1")))
        .as(sql)
        .doesNotThrowAnyException();
  }

  @Test
  void otherStatementsStayAsTheyAre() {
    assertThat(statements.text("resource/resource_find"))
        .isEqualTo(
            new Statements(new SqlServerPlatform(), KeyLayerSql.NONE)
                .text("resource/resource_find"));
  }

  private static boolean holdsSealedValues(Path file) {
    try {
      return Files.readString(file).contains("sealed");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
