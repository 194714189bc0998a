package org.tandemvault.web.rest.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.tandemvault.core.shared.MalformedException;

/** Reads UTF-8 and refuses what is none, rather than putting in question marks. */
final class StrictUtf8Reader extends Reader {

  private final Reader in;

  StrictUtf8Reader(InputStream in) {
    this.in = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (CharacterCodingException e) {
      throw new MalformedException("The file is not UTF-8; save it as UTF-8 and try again.", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
