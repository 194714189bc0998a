package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tandemvault.crypto.MasterKeyException.Problem;

class MasterKeyTest {

  @Test
  void theSameKeyHasTheSameIdAndOthersHaveOthers() {
    try (MasterKey one = MasterKey.ofBytes(Hex.range(0, 31));
        MasterKey same = MasterKey.ofBytes(Hex.range(0, 31));
        MasterKey other = MasterKey.ofBytes(Hex.range(1, 32))) {
      assertThat(one.keyId()).isEqualTo(same.keyId()).isNotEqualTo(other.keyId());
      assertThat(one.keyId()).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatExceptionOfType(MasterKeyException.class)
        .isThrownBy(() -> MasterKey.ofBytes(new byte[31]))
        .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.WRONG_LENGTH));
  }

  @Test
  void aCopyLivesOnWhenTheOtherIsClosed() {
    MasterKey master = MasterKey.ofBytes(Hex.range(0, 31));
    try (MasterKey copy = master.copy()) {
      master.close();

      assertThat(copy.copyBytes()).isEqualTo(Hex.range(0, 31));
    }
  }

  @Test
  void afterClosingNothingCanBeDerivedButWhatWasDerivedLivesOn() {
    MasterKey master = MasterKey.ofBytes(Hex.range(0, 31));
    MessageAuthenticator before = master.authenticator(Purpose.HEARTBEAT_CANARY);

    master.close();

    assertThat(before.mac(new byte[1])).hasSize(32);
    assertThatIllegalStateException()
        .isThrownBy(() -> master.authenticator(Purpose.HEARTBEAT_CANARY));
  }

  @Test
  void everyUseHasALabelOfItsOwn() {
    Stream<String> labels =
        Stream.concat(
            Arrays.stream(Purpose.values()).map(Purpose::label),
            Stream.of(
                KeyLabels.KEY_ID,
                KeyLabels.CHECK_VALUE,
                KeyLabels.CONF_VALUES,
                KeyLabels.BACKUP,
                KeyLabels.keyring(0, false),
                KeyLabels.keyring(1, false),
                KeyLabels.keyring(1, true),
                KeyLabels.keyring(11, true)));

    assertThat(labels).doesNotHaveDuplicates();
  }

  @Test
  void thePrintedFormNamesTheIdAlone() {
    try (MasterKey master = MasterKey.ofBytes(Hex.range(0, 31))) {
      assertThat(master).hasToString("MasterKey[" + master.keyId() + "]");
    }
  }
}
