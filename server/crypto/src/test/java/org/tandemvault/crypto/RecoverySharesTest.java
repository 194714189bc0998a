package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoverySharesTest {

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);

  @AfterEach
  void close() {
    master.close();
  }

  @ParameterizedTest
  @CsvSource({"2,2", "3,2", "5,3", "16,16"})
  void anyAsManySharesAsAreNeededGiveTheKeyBack(int count, int needed) {
    List<String> lines = split(count, needed);
    Collections.shuffle(lines, random);

    try (MasterKey joined = join(lines.subList(0, needed))) {
      assertThat(joined.copyBytes()).isEqualTo(master.copyBytes());
    }
    try (MasterKey joined = join(lines)) {
      assertThat(joined.keyId()).isEqualTo(master.keyId());
    }
    assertThat(RecoveryShares.needed(Secret.ofUtf8(lines.getFirst()))).isEqualTo(needed);
  }

  @Test
  void aShareMayBeTypedAsPeopleType() {
    List<String> lines = split(3, 2);
    String loose = lines.get(0).toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o');
    String bare = "  " + lines.get(1).substring(5).replace("-", "").replace('1', 'l') + "\r";

    try (MasterKey joined = join(List.of(loose, bare))) {
      assertThat(joined.keyId()).isEqualTo(master.keyId());
    }
  }

  @Test
  void eachMistypedCharacterIsNoticed() {
    List<String> lines = split(2, 2);
    String share = lines.getFirst();
    for (int at = 5; at < share.length(); at++) {
      if (share.charAt(at) != '-') {
        char other = share.charAt(at) == '7' ? '8' : '7';
        String wrong = share.substring(0, at) + other + share.substring(at + 1);
        refused("Line 1: ", List.of(wrong, lines.get(1)));
      }
    }
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() {
    List<String> lines = split(4, 3);
    List<String> others = split(4, 3);
    List<String> ofAnother;
    try (MasterKey another = MasterKey.generate(random)) {
      ofAnother = text(RecoveryShares.split(another, 3, 3, random));
    }

    refused("No share was given", List.of());
    refused("3 different shares are needed, and there is 1", lines.subList(0, 1));
    refused("3 different shares are needed, and there are 2", lines.subList(0, 2));
    refused("given twice", List.of(lines.get(0), lines.get(0), lines.get(1)));
    refused("not printed together", List.of(lines.get(0), lines.get(1), others.get(2)));
    refused("two master keys", List.of(lines.get(0), lines.get(1), ofAnother.get(2)));
    refused("Line 2: ", List.of(lines.get(0), "TVS1-ABC"));
    refused("in no share", List.of(lines.get(0).replaceFirst("-.", "-!")));
    for (int[] wrong : new int[][] {{1, 1}, {3, 1}, {2, 3}, {17, 2}}) {
      assertThatExceptionOfType(RecoveryShareException.class)
          .isThrownBy(() -> RecoveryShares.split(master, wrong[0], wrong[1], random));
    }
  }

  @Test
  void aForgedShareDoesNotGiveAnotherKey() {
    List<String> lines = split(2, 2);
    byte[] part = new byte[32];
    random.nextBytes(part);
    RecoveryShare whole = RecoveryShare.of(Secret.ofUtf8(lines.get(0)));
    RecoveryShare forged =
        new RecoveryShare(whole.keyId(), whole.set(), whole.needed(), whole.number(), part);

    refused("one of them was forged", List.of(text(List.of(forged.text())).get(0), lines.get(1)));
  }

  @Test
  void nothingOfAShareIsPrintedByAccident() {
    List<Secret> shares = RecoveryShares.split(master, 2, 2, random);

    assertThat(shares.toString()).doesNotContain("TVS1");
    RecoveryShare share = RecoveryShare.of(shares.getFirst());
    assertThat(share).hasToString("RecoveryShare[1 of key " + master.keyId() + "]");
    shares.forEach(Secret::close);
  }

  /** Frozen: papers in safes must open for ever, whatever library is used. */
  @Test
  void sharesOfTheFirstReleaseGiveTheirKeyByArithmeticOfTheirOwn() {
    List<String> frozen = List.of(FROZEN_1, FROZEN_3);

    try (MasterKey joined = join(frozen)) {
      assertThat(joined.keyId()).isEqualTo(FROZEN_KEY_ID);
      assertThat(HexFormat.of().formatHex(joined.copyBytes())).isEqualTo(FROZEN_KEY);
      assertThat(joined.copyBytes()).isEqualTo(interpolatedAtZero(frozen));
    }
  }

  private static final String FROZEN_KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final String FROZEN_KEY_ID = "3b750aa058c07f39";
  private static final String FROZEN_1 =
      "TVS1-04XQA-2N0B3-07YED-M9KYN-20G1N-AZ859-21SGA-2M8FM-R8GYR-ET88V-STEMR-1TMWF-W4RQ3-0S7GH-37550-A5PV9-7W";
  private static final String FROZEN_3 =
      "TVS1-04XQA-2N0B3-07YED-M9KYN-20G3W-QDSKW-EB8MR-70WRN-95TKE-NY4TG-QD1M9-59HH3-A6R93-9HBXX-4K8ZZ-ATE35-3M";

  /** Lagrange over GF(2^8) with x^8 + x^4 + x^3 + x + 1, byte by byte. */
  private static byte[] interpolatedAtZero(List<String> lines) {
    List<RecoveryShare> shares =
        lines.stream().map(line -> RecoveryShare.of(Secret.ofUtf8(line))).toList();
    byte[] key = new byte[32];
    for (RecoveryShare share : shares) {
      int factor = 1;
      for (RecoveryShare other : shares) {
        if (other.number() != share.number()) {
          factor = times(factor, times(other.number(), inverse(other.number() ^ share.number())));
        }
      }
      for (int i = 0; i < key.length; i++) {
        key[i] ^= (byte) times(factor, Byte.toUnsignedInt(share.part()[i]));
      }
    }
    return key;
  }

  private static int times(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 8; bit++) {
      product ^= (b >> bit & 1) == 0 ? 0 : a << bit;
    }
    for (int bit = 14; bit >= 8; bit--) {
      product ^= (product >> bit & 1) == 0 ? 0 : 0x11b << (bit - 8);
    }
    return product;
  }

  private static int inverse(int a) {
    for (int b = 1; b < 256; b++) {
      if (times(a, b) == 1) {
        return b;
      }
    }
    throw new IllegalArgumentException("zero");
  }

  private void refused(String sentence, List<String> lines) {
    assertThatExceptionOfType(RecoveryShareException.class)
        .isThrownBy(() -> join(lines).close())
        .withMessageContaining(sentence);
  }

  private List<String> split(int count, int needed) {
    return text(RecoveryShares.split(master, count, needed, random));
  }

  private static List<String> text(List<Secret> shares) {
    List<String> lines = new ArrayList<>();
    for (Secret share : shares) {
      char[] line = share.copyChars();
      lines.add(new String(line));
      Arrays.fill(line, '\0');
      share.close();
    }
    return lines;
  }

  private static MasterKey join(List<String> lines) {
    List<Secret> shares = lines.stream().map(Secret::ofUtf8).toList();
    return RecoveryShares.join(shares);
  }
}
