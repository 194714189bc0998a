package org.tandemvault.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.tandemvault.crypto.SealedStreamException.Problem;

/**
 * Bytes of any length sealed as they come and opened as they come (ADR 0130).
 *
 * <p>Form 1: the 20 bytes {@code tandem-vault-backup\n}, version byte 1, id of the master key (8),
 * salt (32); then chunks: the length of the plain bytes (4, big-endian; the highest bit is set in
 * the last chunk), AES-256-GCM ciphertext and tag (16). The key is derived from the master key and
 * the salt, so each stream has its own; the nonce is the chunk's number. Header, number, length and
 * the mark of the last chunk are authenticated with every chunk.
 *
 * <p>Guarantee: what was read is what was sealed, in its order; and when the end was reached, all
 * of it. Limits: what is read before a fault is told was right, but not all; the length shows.
 */
public final class SealedStream {

  /** Plain bytes of each chunk but the last. */
  static final int CHUNK = 64 * 1024;

  static final int LAST = 1 << 31;
  static final int HEADER_LENGTH = 20 + 1 + 8 + 32;

  private static final byte[] TITLE = "tandem-vault-backup\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int KEY_ID_AT = TITLE.length + 1;
  private static final int SALT_AT = KEY_ID_AT + 8;

  private SealedStream() {}

  /**
   * Writes the header; what is written to the answer is sealed. Closing it writes the last chunk
   * and closes {@code to}; without that the stream never opens as a whole.
   */
  public static OutputStream seal(OutputStream to, MasterKey master, SecureRandom random)
      throws IOException {
    byte[] salt = new byte[HEADER_LENGTH - SALT_AT];
    random.nextBytes(salt);
    byte[] header =
        ByteBuffer.allocate(HEADER_LENGTH)
            .put(TITLE)
            .put(VERSION)
            .put(HexFormat.of().parseHex(master.keyId()))
            .put(salt)
            .array();
    to.write(header);
    return new ChunkOutput(to, header, key(master, header));
  }

  /**
   * Reads the header; the answer gives what was sealed.
   *
   * @throws SealedStreamException if it is none, of another key or of a newer release; reading
   *     throws it when something was changed or is missing
   */
  public static InputStream open(InputStream from, MasterKey master) throws IOException {
    byte[] header = header(from);
    String keyId = keyIdOf(header);
    if (!keyId.equals(master.keyId())) {
      throw new SealedStreamException(
          Problem.WRONG_KEY,
          "It was sealed with master key "
              + keyId
              + ", but the key file given holds "
              + master.keyId()
              + ". Name the key file of that id.");
    }
    return new ChunkInput(from, header, key(master, header));
  }

  /** The id of the master key that a stream was sealed with; reads the header alone. */
  public static String keyId(InputStream from) throws IOException {
    return keyIdOf(header(from));
  }

  /** Which chunk, of how many bytes, of which stream, and whether the last. */
  static byte[] associated(byte[] header, long index, int lengthAndMark) {
    return ByteBuffer.allocate(HEADER_LENGTH + Long.BYTES + Integer.BYTES)
        .put(header)
        .putLong(index)
        .putInt(lengthAndMark)
        .array();
  }

  static byte[] nonce(long index) {
    return ByteBuffer.allocate(AesGcm.NONCE_LENGTH).putInt(0).putLong(index).array();
  }

  private static SecretKeySpec key(MasterKey master, byte[] header) {
    return master.derive(KeyLabels.BACKUP, Arrays.copyOfRange(header, SALT_AT, HEADER_LENGTH));
  }

  private static byte[] header(InputStream from) throws IOException {
    byte[] header = from.readNBytes(HEADER_LENGTH);
    int compared = Math.min(header.length, TITLE.length);
    if (header.length == 0 || !Arrays.equals(header, 0, compared, TITLE, 0, compared)) {
      throw new SealedStreamException(
          Problem.NOT_SEALED, "It is no backup of Tandem Vault, or its first bytes were changed.");
    }
    if (header.length > TITLE.length && header[TITLE.length] != VERSION) {
      throw new SealedStreamException(
          Problem.NEWER,
          "It has format version "
              + Byte.toUnsignedInt(header[TITLE.length])
              + ", which this release does not know: use the release that wrote it, or a newer one.");
    }
    if (header.length < HEADER_LENGTH) {
      throw new SealedStreamException(
          Problem.CUT_OFF, "It is cut off within its first " + HEADER_LENGTH + " bytes.");
    }
    return header;
  }

  private static String keyIdOf(byte[] header) {
    return HexFormat.of().formatHex(header, KEY_ID_AT, SALT_AT);
  }
}
