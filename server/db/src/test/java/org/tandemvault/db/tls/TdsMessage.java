package org.tandemvault.db.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A message of TDS, which is cut into packets ([MS-TDS] 2.2.3). */
record TdsMessage(int type, byte[] body) {
  private static final int REPLY = 4;
  private static final int LONGEST = 4_000;

  static TdsMessage read(DataInputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int type;
    boolean last;
    do {
      type = in.readUnsignedByte();
      last = (in.readUnsignedByte() & 1) != 0;
      int length = in.readUnsignedShort();
      in.readInt();
      body.write(in.readNBytes(length - 8));
    } while (!last);
    return new TdsMessage(type, body.toByteArray());
  }

  static void send(OutputStream out, byte[] body) throws IOException {
    int from = 0;
    do {
      int to = Math.min(body.length, from + LONGEST);
      out.write(packet(REPLY, Arrays.copyOfRange(body, from, to), to == body.length));
      from = to;
    } while (from < body.length);
    out.flush();
  }

  static byte[] packet(int type, byte[] body, boolean last) {
    return ByteBuffer.allocate(8 + body.length)
        .put((byte) type)
        .put((byte) (last ? 1 : 0))
        .putShort((short) (8 + body.length))
        .putShort((short) 0)
        .put((byte) 1)
        .put((byte) 0)
        .put(body)
        .array();
  }
}
