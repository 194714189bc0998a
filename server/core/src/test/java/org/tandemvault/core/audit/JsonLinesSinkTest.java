package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.core.node.NodeId;

final class JsonLinesSinkTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("audit.jsonl");
  }

  @Test
  void eachEventIsALineAndEachBatchEndsWithTheHead() throws IOException {
    try (JsonLinesSink sink = new JsonLinesSink(file)) {
      sink.deliver(List.of(event(1), event(2)));
      sink.deliver(List.of(event(3)));
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"node\":\"node-1\",\"seq\":1,\"at\":\"2026-06-01T12:00:00.123456Z\","
                + "\"actorId\":\"0A\",\"actor\":\"an\\\"na\",\"action\":\"reveal\","
                + "\"target\":{\"type\":\"account\",\"id\":\"0B\",\"name\":\"db\\n1\"},"
                + "\"outcome\":\"ok\",\"reason\":\"why\",\"client\":\"10.0.0.1\","
                + "\"prevHash\":\"p0\",\"hash\":\"h1\"}");
    assertThat(lines.get(2))
        .isEqualTo("{\"head\":{\"node\":\"node-1\",\"seq\":2,\"hash\":\"h2\"}}");
    assertThat(lines.get(4)).contains("\"seq\":3");
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    try (JsonLinesSink sink = new JsonLinesSink(file)) {
      sink.deliver(List.of(event(1)));
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatWasMovedAwayIsBegunAnew() throws IOException {
    Path rotated = folder.resolve("audit.jsonl.1");
    try (JsonLinesSink sink = new JsonLinesSink(file)) {
      sink.deliver(List.of(event(1)));
      Files.move(file, rotated);
      sink.deliver(List.of(event(2)));
      Files.move(file, folder.resolve("audit.jsonl.2"));
      Files.createFile(file);
      sink.deliver(List.of(event(3)));
    }

    assertThat(Files.readAllLines(rotated)).hasSize(2);
    assertThat(Files.readString(file)).contains("\"seq\":3").doesNotContain("\"seq\":2");
  }

  @Test
  void halfALineLeftByACrashSpoilsNoOther() throws IOException {
    Files.writeString(file, "{\"node\":\"no");
    try (JsonLinesSink sink = new JsonLinesSink(file)) {
      sink.deliver(List.of(event(1)));
    }

    assertThat(Files.readAllLines(file)).hasSize(3).first().isEqualTo("{\"node\":\"no");
  }

  @Test
  void aFileThatCantBeWrittenIsToldAndTriedAgain() throws IOException {
    Path missing = folder.resolve("not-yet");
    try (JsonLinesSink sink = new JsonLinesSink(missing.resolve("audit.jsonl"))) {
      assertThatThrownBy(() -> sink.deliver(List.of(event(1)))).isInstanceOf(IOException.class);

      Files.createDirectory(missing);
      sink.deliver(List.of(event(1)));
      assertThat(sink.name()).isEqualTo("file");
    }

    assertThat(Files.readAllLines(missing.resolve("audit.jsonl"))).hasSize(2);
  }

  private static AuditEvent event(long seq) {
    AuditEntry entry =
        new AuditEntry(
            "0A",
            "an\"na",
            AuditAction.REVEAL,
            new Target("account", "0B", "db\n1"),
            Outcome.OK,
            "why",
            "10.0.0.1");
    Instant at = Instant.parse("2026-06-01T12:00:00.123456Z");
    return new AuditEvent(new NodeId("node-1"), seq, at, entry, "p" + (seq - 1), "h" + seq);
  }
}
