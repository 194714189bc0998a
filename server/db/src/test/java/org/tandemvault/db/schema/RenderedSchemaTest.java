package org.tandemvault.db.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the changelog says to each engine, compared with what was reviewed. Run with {@code
 * -Dschema.render=true} to write the files anew, then review the difference.
 */
class RenderedSchemaTest {
  private static final Path REVIEWED = Path.of("src/test/resources/org/tandemvault/db/schema");

  @TempDir private Path folder;

  @Test
  void sqlServerGetsTheReviewedStatements() throws Exception {
    compare("mssql", "offline:mssql?version=16.0", "sqlserver.sql");
  }

  @Test
  void postgreSqlGetsTheReviewedStatements() throws Exception {
    compare("postgresql", "offline:postgresql?version=18.0", "postgresql.sql");
  }

  private void compare(String engine, String url, String file) throws Exception {
    Path history = folder.resolve(engine + ".csv");
    String text =
        statements(SchemaChanges.render(url + "&outputLiquibaseSql=none&changeLogFile=" + history));
    Path reviewed = REVIEWED.resolve(file);
    if (Boolean.getBoolean("schema.render")) {
      write(reviewed, text);
    }
    assertThat(text).isEqualTo(Files.readString(reviewed));
    assertThat(text).contains("vault_user").doesNotContain("${");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Without Liquibase's remarks, which hold times and paths. */
  private static String statements(String rendered) {
    List<String> lines =
        rendered
            .lines()
            .map(String::stripTrailing)
            .filter(line -> !line.startsWith("--") && !line.isBlank())
            .toList();
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
