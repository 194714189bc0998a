package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * AES-256-GCM with a 96-bit nonce and a 128-bit tag: test cases 13 to 16 of McGrew and Viega, "The
 * Galois/Counter Mode of Operation" (the submission to NIST, appendix B), and vectors of NIST's
 * CAVP set gcmtestvectors, file gcmEncryptExtIV256.rsp.
 */
class AesGcmKnownAnswersTest {

  private final AesGcm aes = new AesGcm();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/vectors/aes-256-gcm.csv", numLinesToSkip = 1)
  void sealingAndOpeningGiveTheKnownAnswer(
      String source, String key, String nonce, String texts, String answer) throws Exception {
    String[] plainAndAssociated = texts.split("/", -1);
    byte[] plain = Hex.bytes(plainAndAssociated[0]);
    byte[] associated = Hex.bytes(plainAndAssociated[1]);
    SecretKeySpec aesKey = new SecretKeySpec(Hex.bytes(key), "AES");
    byte[] sealed = new byte[plain.length + AesGcm.TAG_LENGTH];

    aes.seal(aesKey, Hex.bytes(nonce), associated, plain, sealed, 0);

    assertThat(Hex.text(sealed)).as(source).isEqualTo(answer);
    assertThat(aes.open(aesKey, Hex.bytes(nonce), associated, sealed, 0)).isEqualTo(plain);
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> aes.open(aesKey, Hex.bytes(nonce), Hex.repeated(7, 3), sealed, 0));
  }
}
