package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckValueTest {

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);
  private final MasterKey other = MasterKey.generate(random);
  private final byte[] checkValue = CheckValue.create(master, random);

  @AfterEach
  void close() {
    master.close();
    other.close();
  }

  @Test
  void itFitsItsMasterKeyAlone() {
    assertThat(CheckValue.fits(master, checkValue)).isTrue();
    assertThat(CheckValue.fits(other, checkValue)).isFalse();
  }

  @Test
  void itTellsWhichKeyIsWanted() {
    assertThat(CheckValue.keyIdOf(checkValue)).isEqualTo(master.keyId());
  }

  @Test
  void everyFlippedBitMakesItUnfit() {
    for (int bit = 8; bit < checkValue.length * 8; bit++) {
      byte[] changed = checkValue.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(CheckValue.fits(master, changed)).as("bit %d", bit).isFalse();
    }
    assertThat(CheckValue.fits(master, Arrays.copyOf(checkValue, checkValue.length + 1))).isFalse();
  }

  @Test
  void aTruncatedOneIsCalledTruncated() {
    for (int length = 0; length < checkValue.length; length++) {
      byte[] shorter = Arrays.copyOf(checkValue, length);
      assertThatExceptionOfType(TruncatedException.class)
          .isThrownBy(() -> CheckValue.fits(master, shorter));
    }
  }

  @Test
  void aLaterFormatIsNamed() {
    byte[] later = checkValue.clone();
    later[0] = 9;

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> CheckValue.fits(master, later))
        .withMessageContaining("format version 9");
  }
}
