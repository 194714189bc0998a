package org.tandemvault.crypto.certificate;

import java.io.CharArrayWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.tandemvault.crypto.CertificateProblemException;

/** Text armour of RFC 7468. */
final class Pem {

  private Pem() {}

  static byte[] text(String type, byte[] content) {
    CharArrayWriter armoured = new CharArrayWriter();
    try (PemWriter writer = new PemWriter(armoured)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException impossible) {
      throw new CertificateProblemException("The " + type + " can't be spelled.", impossible);
    }
    ByteBuffer ascii = StandardCharsets.US_ASCII.encode(CharBuffer.wrap(armoured.toCharArray()));
    return Arrays.copyOf(ascii.array(), ascii.remaining());
  }
}
