package org.tandemvault.web.peer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A message on the wire: its length in four bytes, then its bytes. */
final class Frames {

  /** More is neither sent nor read. */
  static final int LONGEST = 64 * 1024;

  private Frames() {}

  static void write(OutputStream out, byte[] message) throws IOException {
    if (message.length > LONGEST) {
      throw new IOException("a message of " + message.length + " bytes is too long to send");
    }
    var data = new DataOutputStream(out);
    byte[] framed = new byte[Integer.BYTES + message.length];
    ByteBuffer.wrap(framed).putInt(message.length).put(message);
    data.write(framed);
    data.flush();
  }

  static byte[] read(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    int length = data.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a message of " + length + " bytes is too long to read");
    }
    byte[] message = new byte[length];
    data.readFully(message);
    return message;
  }
}
