package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.TooLargeException;

final class ImportFileTest {

  private static final String HEADER = "resource,login,password\n";

  private final ImportErrors errors = new ImportErrors();

  @Test
  void whatIsNotUtf8IsTold() {
    byte[] latin = (HEADER + "db,root,p\u00e4ss\n").getBytes(StandardCharsets.ISO_8859_1);
    var reader =
        new InputStreamReader(new ByteArrayInputStream(latin), StandardCharsets.UTF_8.newDecoder());

    new ImportFile(errors).read(reader);

    assertThat(errors.list()).hasSize(1);
    assertThat(errors.list().getFirst().message()).startsWith("is not UTF-8 from here on");
  }

  @Test
  void anUploadThatBreaksOffIsMalformed() {
    assertThatThrownBy(() -> new ImportFile(errors).read(new BrokenReader()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("broke off");
  }

  @Test
  void aFileBeyondTheLimitIsNotReadToItsEnd() {
    assertThatThrownBy(() -> new ImportFile(errors).read(new EndlessReader("x")))
        .isInstanceOf(TooLargeException.class);
  }

  @Test
  void moreRowsThanTheLimitAreAnError() {
    new ImportFile(errors).read(new EndlessReader("resource,login,password\n"));

    assertThat(errors.list().getLast().message()).endsWith("more errors are not listed");
    assertThat(errors.copy().list()).isEqualTo(errors.list());
  }

  /** Fails after its first characters. */
  private static final class BrokenReader extends Reader {
    private boolean started;

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (started) {
        throw new IOException("connection reset");
      }
      started = true;
      HEADER.getChars(0, HEADER.length(), buffer, offset);
      return HEADER.length();
    }

    @Override
    public void close() {}
  }

  /** The same text for ever. */
  private static final class EndlessReader extends Reader {
    private final char[] text;

    EndlessReader(String text) {
      this.text = text.repeat(Math.max(1, 8192 / text.length())).toCharArray();
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      int whole = text.length <= length ? text.length : length;
      char[] part = Arrays.copyOf(text, whole);
      System.arraycopy(part, 0, buffer, offset, whole);
      return whole;
    }

    @Override
    public void close() {}
  }
}
