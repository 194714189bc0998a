package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.crypto.SealedStreamException.Problem;

class SealedStreamTest {

  private static final int WHOLE = 4 + SealedStream.CHUNK + 16;

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);

  @AfterEach
  void close() {
    master.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void whatWasSealedOpensWhateverItsLength(int length) throws IOException {
    byte[] plain = bytes(length);

    byte[] sealed = sealed(plain);

    assertThat(opened(sealed)).isEqualTo(plain);
    assertThat(new String(sealed, 0, 20, StandardCharsets.US_ASCII))
        .isEqualTo("tandem-vault-backup\n");
    assertThat(SealedStream.keyId(new ByteArrayInputStream(sealed))).isEqualTo(master.keyId());
  }

  @Test
  void itMayBeWrittenAndReadByteByByte() throws IOException {
    var sealed = new ByteArrayOutputStream();
    try (OutputStream out = SealedStream.seal(sealed, master, random)) {
      for (int i = 0; i < 300; i++) {
        out.write(i);
      }
      out.flush();
    }
    try (InputStream in = open(sealed.toByteArray())) {
      for (int i = 0; i < 300; i++) {
        assertThat(in.read()).isEqualTo(i & 255);
      }
      assertThat(in.read(new byte[1], 0, 0)).isZero();
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theSameBytesNeverLookTheSame() throws IOException {
    assertThat(sealed(bytes(100))).isNotEqualTo(sealed(bytes(100)));
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    byte[] sealed = sealed("correct horse".getBytes(StandardCharsets.UTF_8));
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;

      assertThatExceptionOfType(SealedStreamException.class)
          .as("byte " + at)
          .isThrownBy(() -> opened(changed));
    }
  }

  @Test
  void everyPlaceWhereItCanBeCutOffIsNoticed() throws IOException {
    byte[] sealed = sealed(bytes(1_000));
    for (int length = 21; length < sealed.length; length++) {
      refused(Problem.CUT_OFF, Arrays.copyOf(sealed, length));
    }
    byte[] long3 = sealed(bytes(200_000));
    for (int chunks = 0; chunks < 3; chunks++) {
      int length = SealedStream.HEADER_LENGTH + chunks * WHOLE;
      refused(Problem.CUT_OFF, Arrays.copyOf(long3, length));
    }
  }

  @Test
  void piecesThatChangedPlacesAreNoticed() throws IOException {
    byte[] sealed = sealed(bytes(200_000));
    byte[] swapped = sealed.clone();
    int first = SealedStream.HEADER_LENGTH;
    System.arraycopy(sealed, first + WHOLE, swapped, first, WHOLE);
    System.arraycopy(sealed, first, swapped, first + WHOLE, WHOLE);

    refused(Problem.DAMAGED, swapped);
  }

  @Test
  void aPieceOfAnotherStreamIsNoticed() throws IOException {
    byte[] one = sealed(bytes(200_000));
    byte[] other = sealed(bytes(200_000));
    System.arraycopy(other, SealedStream.HEADER_LENGTH, one, SealedStream.HEADER_LENGTH, WHOLE);

    refused(Problem.DAMAGED, one);
  }

  @Test
  void aPieceMarkedAsTheLastIsNoticed() throws IOException {
    byte[] sealed = sealed(bytes(200_000));
    byte[] shorter = Arrays.copyOf(sealed, SealedStream.HEADER_LENGTH + WHOLE);
    shorter[SealedStream.HEADER_LENGTH] |= (byte) 0x80;

    refused(Problem.DAMAGED, shorter);
  }

  @Test
  void bytesBehindTheEndAreNoticed() throws IOException {
    byte[] sealed = sealed(bytes(10));

    refused(Problem.DAMAGED, Arrays.copyOf(sealed, sealed.length + 1));
  }

  @Test
  void aLengthThatCanNotBeIsNoticedBeforeItIsRead() throws IOException {
    byte[] sealed = sealed(bytes(10));
    sealed[SealedStream.HEADER_LENGTH] = (byte) 0xff;

    refused(Problem.DAMAGED, sealed);
  }

  @Test
  void anotherKeyIsToldByName() throws IOException {
    byte[] sealed = sealed(bytes(10));
    try (MasterKey other = MasterKey.generate(random)) {
      assertThatExceptionOfType(SealedStreamException.class)
          .isThrownBy(() -> SealedStream.open(new ByteArrayInputStream(sealed), other))
          .withMessageContaining(master.keyId())
          .withMessageContaining(other.keyId())
          .extracting(SealedStreamException::problem)
          .isEqualTo(Problem.WRONG_KEY);
    }
  }

  @Test
  void whatIsNoSealedStreamOrANewerOneIsTold() throws IOException {
    refused(Problem.NOT_SEALED, new byte[0]);
    refused(Problem.NOT_SEALED, "PK something else".getBytes(StandardCharsets.US_ASCII));
    refused(Problem.CUT_OFF, "tandem-vault-backup\n".getBytes(StandardCharsets.US_ASCII));
    byte[] newer = sealed(bytes(10));
    newer[20] = 2;
    refused(Problem.NEWER, newer);
  }

  @Test
  void aClosedStreamTakesNoMore() throws IOException {
    OutputStream out = SealedStream.seal(new ByteArrayOutputStream(), master, random);
    out.close();
    out.close();

    assertThatIOException().isThrownBy(() -> out.write(1));
  }

  /** Made by the first release; it must open for ever. */
  @Test
  void theFirstReleasesFormStaysReadable() throws IOException {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    try (MasterKey old = MasterKey.ofBytes(key);
        InputStream in =
            SealedStream.open(
                new ByteArrayInputStream(java.util.HexFormat.of().parseHex(VECTOR)), old)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("first release");
    }
  }

  private static final String VECTOR =
      ""
          + "74616e64656d2d7661756c742d6261636b75700a01b2cc572fe3e752e4000102030405060708090a"
          + "0b0c0d0e0f101112131415161718191a1b1c1d1e1f8000000d2892555973a62b60ee5bfd074b17e8"
          + "16dd568635fa7604f728eb292f18";

  private void refused(Problem problem, byte[] sealed) {
    assertThatExceptionOfType(SealedStreamException.class)
        .isThrownBy(() -> opened(sealed))
        .extracting(SealedStreamException::problem)
        .isEqualTo(problem);
  }

  private byte[] sealed(byte[] plain) throws IOException {
    var to = new ByteArrayOutputStream();
    try (OutputStream out = SealedStream.seal(to, master, random)) {
      out.write(plain);
    }
    return to.toByteArray();
  }

  private byte[] opened(byte[] sealed) throws IOException {
    try (InputStream in = open(sealed)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(byte[] sealed) throws IOException {
    return SealedStream.open(new ByteArrayInputStream(sealed), master);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
