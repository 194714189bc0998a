package org.tandemvault.web.rest.gate;

import java.lang.reflect.Method;
import java.util.Optional;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Credential;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.UsePrimaryException;
import org.tandemvault.web.rest.Effect;

/**
 * What a standby answers: no change ever, and while it serves in an emergency only, nothing else
 * either as long as a primary lives, but to those who have a session here. Thread-safe.
 */
public final class StandbyGate {

  private final Node node;
  private final EmergencyAccess access;

  public StandbyGate(Node node, EmergencyAccess access) {
    this.node = node;
    this.access = access;
  }

  /**
   * Before the call runs, on any node.
   *
   * @param caller empty if it isn't known who asks
   * @throws ReadOnlyNodeException if the call is a change and this is a standby
   * @throws UsePrimaryException if this standby serves in an emergency only, and there is none
   */
  void check(Optional<Method> route, Optional<Caller> caller) {
    if (node.acceptsWrites()) {
      return;
    }
    boolean leavesIn = caller.isPresent() || access.instead().isPresent();
    if (leavesIn && route.filter(StandbyGate::changes).isPresent()) {
      throw new ReadOnlyNodeException(node.primaryUrl());
    }
    boolean always = route.filter(code -> code.isAnnotationPresent(ServedAlways.class)).isPresent();
    boolean session = caller.filter(StandbyGate::hasSessionHere).isPresent();
    if (!always && !session) {
      access.demandServing();
    }
  }

  /** What is said to somebody who must change their password first. */
  ForbiddenException passwordChangeNeeded() {
    return node.acceptsWrites()
        ? ForbiddenException.passwordChangeNeeded()
        : ForbiddenException.passwordChangeNeededAt(node.primaryUrl());
  }

  private static boolean changes(Method route) {
    Effect effect = route.getAnnotation(Effect.class);
    return effect != null && effect.value() == Effect.Kind.WRITE;
  }

  private static boolean hasSessionHere(Caller caller) {
    return caller.credential() instanceof Credential.OfSession;
  }
}
