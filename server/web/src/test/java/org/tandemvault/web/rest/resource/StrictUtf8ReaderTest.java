package org.tandemvault.web.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.MalformedException;

final class StrictUtf8ReaderTest {

  @Test
  void textPassesAsItIs() throws IOException {
    assertThat(read("\ufeffä€😀\r\n\"x\"".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("\ufeffä€😀\r\n\"x\"");
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xe4, 'b'}))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read(new byte[] {(byte) 0xc3})).isInstanceOf(MalformedException.class);
  }

  private static String read(byte[] bytes) throws IOException {
    var text = new StringWriter();
    try (var in = new StrictUtf8Reader(new ByteArrayInputStream(bytes))) {
      in.transferTo(text);
    }
    return text.toString();
  }
}
