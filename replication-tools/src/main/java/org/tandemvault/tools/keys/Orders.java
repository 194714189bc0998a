package org.tandemvault.tools.keys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.tandemvault.db.keys.KeyAnswer;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** Makes orders, and tells their ends. */
final class Orders {

  private Orders() {}

  static KeyOrder make(KeyOrder.Kind kind, String leave, String take, String file) {
    return new KeyOrder(
        UUID.randomUUID().toString(),
        kind,
        leave,
        take,
        file,
        System.getProperty("user.name", ""),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Refuses if an order of another kind was begun. */
  static void requireKind(KeyOrder begun, KeyOrder.Kind kind) {
    if (begun.kind() != kind) {
      String word = begun.kind() == KeyOrder.Kind.REKEY ? "rekey" : "rotate";
      throw new ToolException(
          ToolExit.REFUSED,
          "bin/RotateKey.sh "
              + word
              + " was begun at "
              + begun.at()
              + " and its end was not seen: run that again first.");
    }
  }

  /**
   * Passes what was done.
   *
   * @throws ToolException with the exit code of an end that is not good
   */
  static void requireDone(KeyAnswer end) {
    switch (end.state()) {
      case DONE, WORKING -> {
        return;
      }
      case DAMAGED, WRONG_KEY -> throw new ToolException(ToolExit.VERIFICATION_FAILED, end.told());
      case READ_ONLY -> throw new ToolException(ToolExit.REFUSED, end.told());
      case REFUSED -> throw new ToolException(ToolExit.CONFIGURATION, end.told());
    }
  }
}
