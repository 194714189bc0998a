package org.tandemvault.db.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
  @TempDir private Path folder;

  @Test
  void twoThatUnpackAtTheSameTimeEndWithOneCompleteCopy() throws IOException {
    List<CompletableFuture<PostgresBinaries>> both =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(folder)))
            .limit(2)
            .toList();

    List<Path> folders = both.stream().map(each -> each.join().folder()).toList();

    assertThat(folders.get(0)).isEqualTo(folders.get(1));
    assertThat(Path.of(both.getFirst().join().program("postgres"))).isExecutable();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }
}
