package org.tandemvault.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * A master key in shares, some of which give it back (Shamir's scheme, ADR 0123).
 *
 * <p>Guarantee: fewer shares than needed tell nothing of the key. Each share carries the key's id
 * and a checksum, so mistyped, mixed and missing shares are told apart, and what comes out is
 * proven to be that key.
 */
public final class RecoveryShares {

  /** Fewer would be copies of the key. */
  public static final int FEWEST = 2;

  /** As many as people can keep an eye on. */
  public static final int MOST = 16;

  private RecoveryShares() {}

  /**
   * Splits a key; the caller closes the shares.
   *
   * @param count how many shares are made, at most {@value #MOST}
   * @param needed how many of them give the key back, at least {@value #FEWEST}
   */
  public static List<Secret> split(MasterKey master, int count, int needed, SecureRandom random) {
    if (needed < FEWEST || count < needed || count > MOST) {
      throw new RecoveryShareException(
          "There can be "
              + FEWEST
              + " to "
              + MOST
              + " shares, and at least "
              + FEWEST
              + " but no more than all of them are needed: not "
              + needed
              + " of "
              + count
              + ".");
    }
    int set = random.nextInt();
    byte[] key = master.copyBytes();
    try {
      ShamirSplitSecretShare[] parts =
          ShamirSecretSplitter.getInstance(Algorithm.AES, MasterKey.LENGTH, random)
              .resplit(key, needed, count)
              .getSecretShares();
      List<Secret> lines = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] part = parts[i].getEncoded();
        lines.add(new RecoveryShare(master.keyId(), set, needed, i + 1, part).text());
        Arrays.fill(part, (byte) 0);
      }
      return List.copyOf(lines);
    } catch (IOException impossible) {
      throw new CryptoUnavailableException(impossible);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * How many different shares the first one asks for.
   *
   * @throws RecoveryShareException if it is no share
   */
  public static int needed(Secret line) {
    RecoveryShare share = RecoveryShare.of(line);
    Arrays.fill(share.part(), (byte) 0);
    return share.needed();
  }

  /**
   * Puts the key together; the caller closes it.
   *
   * @throws RecoveryShareException if the shares are mistyped, mixed, doubled or too few
   */
  public static MasterKey join(List<Secret> lines) {
    List<RecoveryShare> shares = new ArrayList<>();
    try {
      for (Secret line : lines) {
        shares.add(readable(line, shares.size() + 1));
      }
      requireOneSet(shares);
      RecoveryShare first = shares.getFirst();
      byte[] key = joined(shares.subList(0, first.needed()));
      try {
        return proven(key, first.keyId());
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    } finally {
      shares.forEach(share -> Arrays.fill(share.part(), (byte) 0));
    }
  }

  private static RecoveryShare readable(Secret line, int number) {
    try {
      return RecoveryShare.of(line);
    } catch (RecoveryShareException mistyped) {
      throw new RecoveryShareException("Line " + number + ": " + mistyped.getMessage());
    }
  }

  private static void requireOneSet(List<RecoveryShare> shares) {
    if (shares.isEmpty()) {
      throw new RecoveryShareException("No share was given. Give one in each line.");
    }
    RecoveryShare first = shares.getFirst();
    for (RecoveryShare share : shares) {
      if (!share.keyId().equals(first.keyId())) {
        throw new RecoveryShareException(
            "The shares are of two master keys, "
                + first.keyId()
                + " and "
                + share.keyId()
                + ". Take those of one key.");
      }
      if (share.set() != first.set() || share.needed() != first.needed()) {
        throw new RecoveryShareException(
            "The shares are of the same key, "
                + first.keyId()
                + ", but were not printed together. Take those of one printing.");
      }
    }
    long different = shares.stream().mapToInt(RecoveryShare::number).distinct().count();
    if (different < shares.size()) {
      throw new RecoveryShareException("A share was given twice. Give each one once.");
    }
    if (different < first.needed()) {
      throw new RecoveryShareException(
          first.needed()
              + " different shares are needed, and there "
              + (different == 1 ? "is 1." : "are " + different + ".")
              + " Find more of them.");
    }
  }

  private static byte[] joined(List<RecoveryShare> shares) {
    ShamirSplitSecretShare[] parts =
        shares.stream()
            .map(share -> new ShamirSplitSecretShare(share.part(), share.number()))
            .toArray(ShamirSplitSecretShare[]::new);
    try {
      return ShamirSplitSecret.getInstance(Algorithm.AES, parts).getSecret();
    } catch (IOException impossible) {
      throw new CryptoUnavailableException(impossible);
    }
  }

  private static MasterKey proven(byte[] key, String keyId) {
    MasterKey master = MasterKey.ofBytes(key);
    if (!master.keyId().equals(keyId)) {
      master.close();
      throw new RecoveryShareException(
          "The shares are whole, but do not give master key "
              + keyId
              + ": one of them was forged. Try others.");
    }
    return master;
  }
}
