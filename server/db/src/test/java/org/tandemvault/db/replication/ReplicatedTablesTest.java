package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicatedTablesTest {
  private final TestServer server = new TestServer("site-a");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyTableOfTheSchemaHasAFateAndAPrimaryKey() {
    server.makeSchema();

    Map<String, TableShapes.Shape> shapes;
    try (ServerSession session = server.facing(server).access().open()) {
      shapes = TableShapes.of(session);
    }

    List<String> listed = new ArrayList<>(Schemas.replicated());
    listed.addAll(ReplicatedTables.LOCAL.keySet());
    assertThat(shapes.keySet()).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(Schemas.replicated()).allMatch(table -> !shapes.get(table).key().isEmpty());
    assertThat(ReplicatedTables.FROM_PRIMARY)
        .noneMatch(table -> shapes.get(table).columns().containsKey(ReplicatedTables.NODE_COLUMN));
  }
}
