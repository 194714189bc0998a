package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PlatformTest {

  @Test
  void aJavaWithoutTheAlgorithmSaysWhatToUse() {
    assertThatExceptionOfType(CryptoUnavailableException.class)
        .isThrownBy(
            () ->
                Jca.required(
                    () -> {
                      throw new NoSuchAlgorithmException("no AES/GCM");
                    }))
        .withMessageContaining("no AES/GCM")
        .withMessageContaining("JDK 21");
  }

  @Test
  void aKeyThatAesCantUseIsNoTampering() {
    SecretKeySpec threeBytes = new SecretKeySpec(new byte[3], "AES");

    assertThatExceptionOfType(CryptoUnavailableException.class)
        .isThrownBy(
            () -> new AesGcm().open(threeBytes, new byte[12], new byte[0], new byte[16], 0));
  }

  @Test
  void anInstanceServesAgainAfterAUse() {
    Deque<Object> made = new ArrayDeque<>();
    InstancePool<Object> pool = new InstancePool<>(() -> push(made));

    Object first = pool.use(instance -> instance);
    Object second = pool.use(instance -> instance);

    assertThat(second).isSameAs(first);
    assertThat(made).hasSize(1);
  }

  @Test
  void anInstanceInUseIsNotGivenToAnother() {
    Deque<Object> made = new ArrayDeque<>();
    InstancePool<Object> pool = new InstancePool<>(() -> push(made));

    boolean shared = pool.use(outer -> pool.use(inner -> inner == outer));

    assertThat(shared).isFalse();
    assertThat(made).hasSize(2);
  }

  @Test
  void anInstanceWhoseUseFailedIsDropped() {
    List<Object> used = new ArrayList<>();
    InstancePool<Object> pool = new InstancePool<>(Object::new);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                pool.use(
                    instance -> {
                      used.add(instance);
                      throw new IllegalStateException("failed");
                    }));

    assertThat(pool.<Object, RuntimeException>use(instance -> instance))
        .isNotSameAs(used.getFirst());
  }

  private static Object push(Deque<Object> made) {
    Object instance = new Object();
    made.push(instance);
    return instance;
  }
}
