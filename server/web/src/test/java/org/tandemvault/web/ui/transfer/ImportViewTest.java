package org.tandemvault.web.ui.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ImportViewTest {

  private static final String ROWS = "resource,login,password\nserver,root,gr\u00fcn\n";

  @Test
  void aFileInUtf8IsReadAsItIs() throws IOException {
    assertThat(read(ROWS.getBytes(StandardCharsets.UTF_8))).isEqualTo(ROWS);
  }

  @Test
  void bytesThatAreNoUtf8DoNotBecomeOtherLettersInAPassword() {
    assertThatThrownBy(() -> read(ROWS.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void noMoreOfAFileIsTakenIntoMemoryThanItMayHave() throws IOException {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    assertThat(new BoundedUpload(1_000, file -> {}).read(endless)).hasSize(1_001);
  }

  private static String read(byte[] file) throws IOException {
    var text = new StringWriter();
    try (var in = ImportView.reader(file)) {
      in.transferTo(text);
    }
    return text.toString();
  }
}
