package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The published answers of everything but AES-GCM that this package builds on. */
class KnownAnswersTest {

  @Test
  void hkdfGivesTheAnswersOfRfc5869() {
    // RFC 5869, appendix A.1 to A.3
    assertThat(
            Hkdf.derive(Hex.repeated(0x0b, 22), Hex.range(0x00, 0x0c), Hex.range(0xf0, 0xf9), 42))
        .isEqualTo(
            Hex.bytes(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                    + "34007208d5b887185865"));
    assertThat(Hkdf.derive(Hex.range(0x00, 0x4f), Hex.range(0x60, 0xaf), Hex.range(0xb0, 0xff), 82))
        .isEqualTo(
            Hex.bytes(
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                    + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                    + "cc30c58179ec3e87c14c01d5c1f3434f1d87"));
    assertThat(Hkdf.derive(Hex.repeated(0x0b, 22), new byte[0], new byte[0], 42))
        .isEqualTo(
            Hex.bytes(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                    + "9d201395faa4b61a96c8"));
  }

  @Test
  void argon2idGivesTheAnswerOfRfc9106() {
    // RFC 9106, section 5.3
    byte[] tag =
        Argon2id.hash(
            Hex.repeated(1, 32),
            Argon2id.builder(new Argon2Parameters(32, 3, 4))
                .withSalt(Hex.repeated(2, 16))
                .withSecret(Hex.repeated(3, 8))
                .withAdditional(Hex.repeated(4, 12)),
            32);

    assertThat(tag)
        .isEqualTo(Hex.bytes("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
  }

  @Test
  void hmacGivesTheAnswerOfRfc4231() {
    // RFC 4231, test case 1
    MessageAuthenticator authenticator =
        new MessageAuthenticator(new SecretKeySpec(Hex.repeated(0x0b, 20), "HmacSHA256"));

    assertThat(authenticator.mac("Hi There".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Hex.bytes("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
  }

  @Test
  void keyWrapGivesTheAnswerOfRfc3394() throws Exception {
    // RFC 3394, section 4.6
    Cipher cipher = Cipher.getInstance(KeyWrap.ALGORITHM);
    cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(Hex.range(0x00, 0x1f), "AES"));

    byte[] wrapped =
        cipher.wrap(
            new SecretKeySpec(
                Hex.bytes("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"),
                "AES"));

    assertThat(wrapped)
        .isEqualTo(
            Hex.bytes(
                "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43b"
                    + "fb988b9b7a02dd21"));
  }
}
