package org.tandemvault.crypto.certificate;

import java.io.CharArrayWriter;
import java.io.IOException;
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
    char[] chars = armoured.toCharArray();
    byte[] text = new byte[chars.length];
    for (int at = 0; at < chars.length; at++) {
      text[at] = (byte) chars[at];
    }
    Arrays.fill(chars, '\0');
    return text;
  }
}
