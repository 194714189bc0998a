package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.core.audit.Trail.NODE;
import static org.tandemvault.core.audit.Trail.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.shared.MovableClock;

final class AuditExporterTest {

  @TempDir private Path folder;
  private final Trail vault = Trail.over(InMemoryDatabase.create(), MovableClock.atNoon());

  @AfterEach
  void close() {
    vault.trail().close();
  }

  @Test
  void everythingIsDeliveredInOrder() {
    record(1_200);
    Recording sink = new Recording("syslog");
    try (AuditExporter exporter = started(sink)) {
      await().until(() -> sink.seen.size() == 1_200);
      record(3);
      exporter.appended();
      await().until(() -> sink.seen.size() == 1_203);
    }

    assertThat(sink.seen)
        .containsExactly(LongStream.rangeClosed(1, 1_203).boxed().toArray(Long[]::new));
    assertThat(sink.closed).isTrue();
  }

  @Test
  void deliveryGoesOnBehindTheLastEventAfterARestart() {
    record(3);
    Recording before = new Recording("syslog");
    try (AuditExporter exporter = started(before)) {
      await().until(() -> Files.exists(folder.resolve("audit-syslog.position")));
      assertThat(exporter.behind()).isEmpty();
    }
    record(2);
    Recording after = new Recording("syslog");
    try (AuditExporter ignored = started(after)) {
      await().until(() -> after.seen.size() == 2);
    }

    assertThat(after.seen).containsExactly(4L, 5L);
  }

  @Test
  void aBrokenSinkIsNamedKeepsNobodyWaitingAndCatchesUp() {
    Recording broken = new Recording("syslog");
    Recording good = new Recording("file");
    broken.works = false;
    try (AuditExporter exporter = started(broken, good)) {
      record(5);
      exporter.appended();
      await().until(() -> good.seen.size() == 5);
      await().until(() -> exporter.behind().equals("syslog"));

      broken.works = true;
      await().until(() -> broken.seen.size() == 5);
      await().until(() -> exporter.behind().isEmpty());
    }

    assertThat(broken.seen).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void anUnreachableDatabaseIsAskedAgain() {
    record(1);
    vault.database().unreachable(true);
    Recording sink = new Recording("file");
    try (AuditExporter exporter = started(sink)) {
      await().until(() -> exporter.behind().equals("file"));
      vault.database().unreachable(false);
      await().until(() -> sink.seen.size() == 1);
    }
  }

  @Test
  void aDamagedPositionStartsAtTheBeginning() throws IOException {
    record(2);
    Files.writeString(folder.resolve("audit-file.position"), "1 abc");
    Recording sink = new Recording("file");
    try (AuditExporter ignored = started(sink)) {
      await().until(() -> sink.seen.size() == 2);
    }
  }

  @Test
  void aPositionThatIsNotInTheChainStartsAtTheBeginning() throws IOException {
    record(2);
    Files.writeString(folder.resolve("audit-file.position"), "1 2 " + "0".repeat(64) + "\n");
    Recording sink = new Recording("file");
    try (AuditExporter ignored = started(sink)) {
      await().until(() -> sink.seen.size() == 2);
    }
    assertThat(Files.readString(folder.resolve("audit-file.position"))).startsWith("1 2 ");
  }

  @Test
  void withoutSinksNothingHappensAndWithoutAStartSinksAreClosed() {
    Recording sink = new Recording("file");
    new AuditExporter(NODE, vault.events(), vault.transactions(), List.of(sink), folder).close();
    try (AuditExporter none = started()) {
      none.appended();
      assertThat(none.behind()).isEmpty();
    }

    assertThat(sink.closed).isTrue();
    AuditExport.NONE.appended();
    assertThat(AuditExport.NONE.behind()).isEmpty();
  }

  private AuditExporter started(AuditSink... sinks) {
    AuditExporter exporter =
        new AuditExporter(NODE, vault.events(), vault.transactions(), List.of(sinks), folder);
    exporter.start();
    return exporter;
  }

  private void record(int many) {
    vault
        .trail()
        .recordAllDurably(IntStream.range(0, many).mapToObj(n -> entry("actor " + n)).toList());
  }

  private static final class Recording implements AuditSink {

    private final String name;
    private final List<Long> seen = new CopyOnWriteArrayList<>();
    private volatile boolean works = true;
    private volatile boolean closed;

    Recording(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void deliver(List<AuditEvent> events) throws IOException {
      if (!works) {
        throw new IOException("on purpose");
      }
      events.forEach(e -> seen.add(e.seq()));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
