package org.tandemvault.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFileTest {
  @TempDir private Path folder;

  @Test
  void changingOneValueKeepsCommentsOrderAndTheOtherValues() throws IOException {
    Path file = write("# top\na = 1\n\n# about b\nb = old \\\n  value\nc = 3\n");

    ConfFile.read(file).with("b", "new").save();

    assertThat(file).hasContent("# top\na = 1\n\n# about b\nb = new\nc = 3\n");
  }

  @Test
  void aNewKeyIsPutBelowItsCommentedDefault() throws IOException {
    Path file = write("# about b\n#b =\n\nc = 3\n");

    ConfFile.read(file).with("b", "new").save();

    assertThat(file).hasContent("# about b\n#b =\nb = new\n\nc = 3\n");
  }

  @Test
  void aKeyNobodyMentionedIsPutAtTheEnd() throws IOException {
    Path file = write("c = 3");

    ConfFile.read(file).with("b", "new").save();

    assertThat(file).hasContent("c = 3\nb = new\n");
  }

  @Test
  void valuesOfAnyKindComeBackAsTheyWere() throws IOException {
    Path file = write("");

    for (String value : List.of("  lead", "C:\\vault\\new", "a\nb\tc", "é€😀", "# = : !", "")) {
      ConfFile.read(file).with("k", value).save();
      assertThat(ConfFile.read(file).value("k")).contains(value);
    }
  }

  @Test
  void savingKeepsTheRightsOfTheFileAndLeavesNothingBeside() throws IOException {
    Path file = write("a = 1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    ConfFile.read(file).with("a", "2").save();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void textThatIsNotUtf8IsRefusedWithTheFile() throws IOException {
    Path file = folder.resolve("x.conf");
    Files.write(file, new byte[] {'a', '=', (byte) 0xe9});

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ConfFile.read(file)))
        .isInstanceOf(ConfException.class)
        .hasMessage(file + ": not UTF-8 text -> save the file as UTF-8");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("x.conf"), text);
  }
}
