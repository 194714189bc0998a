package org.tandemvault.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;
import org.tandemvault.crypto.SealedStreamException.Problem;

/**
 * Opens chunk by chunk; nothing of a chunk is given before all of it is proven. Not thread-safe.
 */
final class ChunkInput extends InputStream {

  private final AesGcm aes = new AesGcm();
  private final InputStream from;
  private final byte[] header;
  private final SecretKeySpec key;
  private byte[] chunk = new byte[0];
  private int at;
  private long index;
  private boolean ended;

  ChunkInput(InputStream from, byte[] header, SecretKeySpec key) {
    this.from = from;
    this.header = header;
    this.key = key;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (at == chunk.length) {
      if (ended) {
        return -1;
      }
      next();
    }
    int part = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, target, offset, part);
    at += part;
    return part;
  }

  @Override
  public void close() throws IOException {
    from.close();
  }

  private void next() throws IOException {
    byte[] prefix = from.readNBytes(Integer.BYTES);
    if (prefix.length < Integer.BYTES) {
      throw cutOff();
    }
    int lengthAndMark = ByteBuffer.wrap(prefix).getInt();
    int length = lengthAndMark & ~SealedStream.LAST;
    boolean last = (lengthAndMark & SealedStream.LAST) != 0;
    if (length > SealedStream.CHUNK || (!last && length < SealedStream.CHUNK)) {
      throw damaged("the length of piece " + index + " can't be right");
    }
    byte[] sealed = from.readNBytes(length + AesGcm.TAG_LENGTH);
    if (sealed.length < length + AesGcm.TAG_LENGTH) {
      throw cutOff();
    }
    chunk = opened(sealed, lengthAndMark);
    at = 0;
    index++;
    if (last) {
      ended = true;
      if (from.read() >= 0) {
        throw damaged("bytes follow its end");
      }
    }
  }

  private byte[] opened(byte[] sealed, int lengthAndMark) {
    byte[] associated = SealedStream.associated(header, index, lengthAndMark);
    try {
      return aes.open(key, SealedStream.nonce(index), associated, sealed, 0);
    } catch (AEADBadTagException refused) {
      throw new SealedStreamException(
          Problem.DAMAGED,
          damage("piece " + index + " was changed or is in the wrong place"),
          refused);
    }
  }

  private SealedStreamException cutOff() {
    return new SealedStreamException(
        Problem.CUT_OFF,
        "It is cut off after piece " + index + ": its end is missing. Take another copy of it.");
  }

  private static SealedStreamException damaged(String what) {
    return new SealedStreamException(Problem.DAMAGED, damage(what));
  }

  private static String damage(String what) {
    return "It is damaged: " + what + ". Take another copy of it.";
  }
}
