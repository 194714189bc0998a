package org.tandemvault.launcher;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** What the operating system and the terminal tell a process. */
public final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final List<String> FROM_TERMINAL = List.of("INT", "HUP");

  private Signals() {}

  /** Runs the action when the process is asked to end, by whatever way. */
  public static void onEnd(Runnable action) {
    handle("TERM", action);
    FROM_TERMINAL.forEach(name -> handle(name, action));
  }

  /** The same, but deaf to the terminal, which speaks to who started this process. */
  static void onEndUnlessFromTerminal(Runnable action) {
    handle("TERM", action);
    FROM_TERMINAL.forEach(name -> handle(name, () -> {}));
  }

  private static void handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
    } catch (IllegalArgumentException e) {
      LOG.debug("This operating system has no signal {}", name);
    }
  }
}
