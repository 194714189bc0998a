package org.tandemvault.db.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.tandemvault.db.platform.KeyLayerSql;
import org.tandemvault.db.platform.Platform;

/**
 * The SQL files under {@code org/tandemvault/db/sql}, one statement each. {@code x.sqlserver.sql}
 * stands in for {@code x.sql} on that platform. Thread-safe.
 */
final class Statements {
  private static final String FOLDER = "/org/tandemvault/db/sql/";

  private final Platform platform;
  private final KeyLayerSql layer;
  private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();

  Statements(Platform platform, KeyLayerSql layer) {
    this.platform = platform;
    this.layer = layer;
  }

  /** The text of a statement, e.g. {@code identity/user_find}, without comments. */
  String text(String name) {
    return texts.computeIfAbsent(name, this::load);
  }

  private String load(String name) {
    try (InputStream dialect = open(name + "." + platform.name() + ".sql");
        InputStream both = open(name + ".sql")) {
      InputStream chosen = dialect == null ? both : dialect;
      if (chosen == null) {
        throw new IllegalStateException("There is no statement " + name);
      }
      String text = new String(chosen.readAllBytes(), StandardCharsets.UTF_8);
      String sql =
          text.lines()
              .filter(line -> !line.stripLeading().startsWith("--"))
              .collect(Collectors.joining("\n"));
      return layer.isAbsent() ? sql : SealedColumns.through(layer, sql);
    } catch (IOException e) {
      throw new UncheckedIOException("The statement " + name + " can't be read", e);
    }
  }

  private static InputStream open(String file) {
    return Statements.class.getResourceAsStream(FOLDER + file);
  }
}
