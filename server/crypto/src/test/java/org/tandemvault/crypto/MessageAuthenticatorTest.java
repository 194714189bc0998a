package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MessageAuthenticatorTest {

  private final MessageAuthenticator authenticator =
      new MessageAuthenticator(new SecretKeySpec(Hex.range(0, 31), "HmacSHA256"));

  @Test
  void partsAreJoined() {
    byte[] joined = authenticator.mac(new byte[] {1, 2, 3});

    assertThat(authenticator.mac(new byte[] {1}, new byte[0], new byte[] {2, 3})).isEqualTo(joined);
    assertThat(authenticator.verify(joined, new byte[] {1, 2}, new byte[] {3})).isTrue();
  }

  @Test
  void anotherMessageCodeOrKeyIsRefused() {
    byte[] code = authenticator.mac(new byte[] {1, 2, 3});

    assertThat(authenticator.verify(code, new byte[] {1, 2, 4})).isFalse();
    assertThat(authenticator.verify(new byte[32], new byte[] {1, 2, 3})).isFalse();
    assertThat(authenticator.verify(new byte[0], new byte[] {1, 2, 3})).isFalse();
    assertThat(
            new MessageAuthenticator(new SecretKeySpec(Hex.range(1, 32), "HmacSHA256"))
                .verify(code, new byte[] {1, 2, 3}))
        .isFalse();
  }

  @Test
  void everyPurposeHasAKeyOfItsOwn() {
    byte[] message = {1, 2, 3};
    List<String> codes = new ArrayList<>();
    Keyring keyring = Keyring.create(new CountingRandom());
    try (MasterKey master = MasterKey.ofBytes(Hex.range(0, 31))) {
      for (Purpose purpose : Purpose.values()) {
        codes.add(Hex.text(master.authenticator(purpose).mac(message)));
        codes.add(Hex.text(keyring.withNewKey(new CountingRandom()).authenticator(purpose).mac()));
      }
    }

    assertThat(codes).doesNotHaveDuplicates();
  }

  @Test
  void manyThreadsShareOne() throws Exception {
    byte[] message = new byte[300];
    byte[] code = authenticator.mac(message);
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> checks = new ArrayList<>();
      for (int n = 0; n < 5_000; n++) {
        checks.add(virtual.submit(() -> authenticator.verify(code, message)));
      }
      for (Future<Boolean> check : checks) {
        assertThat(check.get()).isTrue();
      }
    }
  }

  @Test
  void thePrintedFormTellsNothing() {
    assertThat(authenticator).hasToString("MessageAuthenticator[redacted]");
  }
}
