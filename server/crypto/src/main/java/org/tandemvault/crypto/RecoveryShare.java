package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One share as it is printed (ADR 0123): {@code TVS1-} and groups of five characters.
 *
 * @param keyId of the master key
 * @param set the printing it belongs to
 * @param needed how many shares give the key
 * @param number its own, from 1
 * @param part what the scheme made; its owner wipes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecoveryShare(String keyId, int set, int needed, int number, byte[] part) {

  private static final String TITLE = "TVS1";
  private static final byte VERSION = 1;
  private static final int KEY_ID_LENGTH = 8;
  private static final int CHECK_LENGTH = 4;
  private static final int BODY_LENGTH = 1 + KEY_ID_LENGTH + Integer.BYTES + 1 + 1 + 32;
  private static final int LENGTH = BODY_LENGTH + CHECK_LENGTH;
  private static final int CHARACTERS = (LENGTH * 8 + 4) / 5;
  private static final int GROUP = 5;

  /** Its line; the caller closes it. */
  Secret text() {
    byte[] body =
        ByteBuffer.allocate(LENGTH)
            .put(VERSION)
            .put(HexFormat.of().parseHex(keyId))
            .putInt(set)
            .put((byte) needed)
            .put((byte) number)
            .put(part)
            .array();
    System.arraycopy(check(body), 0, body, BODY_LENGTH, CHECK_LENGTH);
    byte[] digits = Base32Text.encode(body);
    int groups = (digits.length + GROUP - 1) / GROUP;
    ByteBuffer line = ByteBuffer.allocate(TITLE.length() + digits.length + groups);
    line.put(TITLE.getBytes(StandardCharsets.US_ASCII));
    for (int at = 0; at < digits.length; at += GROUP) {
      line.put((byte) '-').put(digits, at, Math.min(GROUP, digits.length - at));
    }
    Arrays.fill(body, (byte) 0);
    Arrays.fill(digits, (byte) 0);
    return Secret.owning(line.array());
  }

  /**
   * Reads a line as somebody typed it.
   *
   * @throws RecoveryShareException if it is no share, or was mistyped
   */
  static RecoveryShare of(Secret line) {
    return line.use(RecoveryShare::parse);
  }

  private static RecoveryShare parse(byte[] typed) {
    byte[] digits = digitsOf(typed);
    byte[] body = new byte[0];
    try {
      requireLength(digits);
      body = Base32Text.decode(digits, LENGTH);
      if (body[0] != VERSION) {
        throw new RecoveryShareException(
            "This share was printed by a newer release, or mistyped in its first group.");
      }
      byte[] check = Arrays.copyOfRange(body, BODY_LENGTH, LENGTH);
      if (!MessageDigest.isEqual(check, check(body)) || !Base32Text.isCanonical(digits, LENGTH)) {
        throw new RecoveryShareException(
            "This share is mistyped or damaged: its checksum does not fit. Compare it with the"
                + " paper, group by group.");
      }
      return read(ByteBuffer.wrap(body, 1, BODY_LENGTH - 1));
    } finally {
      Arrays.fill(digits, (byte) 0);
      Arrays.fill(body, (byte) 0);
    }
  }

  private static RecoveryShare read(ByteBuffer body) {
    byte[] keyId = new byte[KEY_ID_LENGTH];
    byte[] part = new byte[MasterKey.LENGTH];
    body.get(keyId);
    int set = body.getInt();
    int needed = Byte.toUnsignedInt(body.get());
    int number = Byte.toUnsignedInt(body.get());
    body.get(part);
    return new RecoveryShare(HexFormat.of().formatHex(keyId), set, needed, number, part);
  }

  private static void requireLength(byte[] digits) {
    if (digits.length != CHARACTERS) {
      throw new RecoveryShareException(
          "A share has "
              + TITLE
              + " and "
              + CHARACTERS
              + " letters and digits after it; this line has "
              + digits.length
              + ". Type the whole share in one line.");
    }
  }

  /** The letters and digits after the title, without what only parts them. */
  private static byte[] digitsOf(byte[] typed) {
    byte[] kept = new byte[typed.length];
    int length = 0;
    for (byte character : typed) {
      if (character == '-' || Character.isWhitespace(character)) {
        continue;
      }
      kept[length++] = character;
    }
    int from = beginsWithTitle(kept, length) ? TITLE.length() : 0;
    byte[] digits = Arrays.copyOfRange(kept, from, Math.max(from, length));
    Arrays.fill(kept, (byte) 0);
    for (byte digit : digits) {
      if (!Base32Text.isDigit(digit)) {
        Arrays.fill(digits, (byte) 0);
        throw new RecoveryShareException(
            "This line holds a character that is in no share: a share has the digits 0 to 9 and"
                + " letters other than I, L, O and U.");
      }
    }
    return digits;
  }

  private static boolean beginsWithTitle(byte[] kept, int length) {
    boolean title = length >= TITLE.length();
    for (int i = 0; title && i < TITLE.length(); i++) {
      title = Character.toUpperCase(kept[i]) == TITLE.charAt(i);
    }
    return title;
  }

  private static byte[] check(byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(body, 0, BODY_LENGTH);
      return Arrays.copyOf(digest.digest(), CHECK_LENGTH);
    } catch (NoSuchAlgorithmException missing) {
      throw new CryptoUnavailableException(missing);
    }
  }

  @Override
  public String toString() {
    return "RecoveryShare[" + number + " of key " + keyId + "]";
  }
}
