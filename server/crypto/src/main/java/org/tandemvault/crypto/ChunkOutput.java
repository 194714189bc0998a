package org.tandemvault.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;

/** Seals chunk by chunk. Not thread-safe. */
final class ChunkOutput extends OutputStream {

  private final AesGcm aes = new AesGcm();
  private final OutputStream to;
  private final byte[] header;
  private final SecretKeySpec key;
  private final byte[] chunk = new byte[SealedStream.CHUNK];
  private int filled;
  private long index;
  private boolean closed;

  ChunkOutput(OutputStream to, byte[] header, SecretKeySpec key) {
    this.to = to;
    this.header = header;
    this.key = key;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (closed) {
      throw new IOException("the sealed stream is closed");
    }
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == chunk.length) { // only now is it known that more comes behind it
        flushChunk(0);
      }
      int part = Math.min(left, chunk.length - filled);
      System.arraycopy(bytes, at, chunk, filled, part);
      filled += part;
      at += part;
      left -= part;
    }
  }

  /** Passes on what is sealed already; a chunk that is not full waits. */
  @Override
  public void flush() throws IOException {
    to.flush();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (to) {
      flushChunk(SealedStream.LAST);
    } finally {
      Arrays.fill(chunk, (byte) 0);
    }
  }

  private void flushChunk(int mark) throws IOException {
    int lengthAndMark = filled | mark;
    byte[] sealed =
        ByteBuffer.allocate(Integer.BYTES + filled + AesGcm.TAG_LENGTH)
            .putInt(lengthAndMark)
            .array();
    byte[] plain = Arrays.copyOf(chunk, filled);
    byte[] associated = SealedStream.associated(header, index, lengthAndMark);
    aes.seal(key, SealedStream.nonce(index), associated, plain, sealed, Integer.BYTES);
    Arrays.fill(plain, (byte) 0);
    to.write(sealed);
    index++;
    filled = 0;
  }
}
