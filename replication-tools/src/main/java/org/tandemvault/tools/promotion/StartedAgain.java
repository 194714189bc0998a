package org.tandemvault.tools.promotion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.node.RunningNode;

/** Waits until a running node serves in its new role. */
final class StartedAgain {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final VaultConf conf;
  private final boolean runs;

  /** Before the roles are changed. */
  StartedAgain(VaultConf conf) {
    this.conf = conf;
    this.runs = RunningNode.runs(conf);
  }

  /** Says how to start a node that does not run, or waits until it serves in that role. */
  ToolExit await(Role role, Promote.Talk talk, String does) throws InterruptedException {
    if (!runs) {
      talk.say("The node does not run: start it with bin/start.sh, and it " + does + ".");
      return ToolExit.DONE;
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && RunningNode.runs(conf)) {
      if (served().equals(role.name())) {
        talk.say("The node has changed sides and " + does + " now.");
        return ToolExit.DONE;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    }
    talk.say(
        "All is set, but the node did not change sides by itself: start it again (bin/stop.sh,"
            + " bin/start.sh), and it "
            + does
            + ". Its log is below "
            + conf.server().folders().log()
            + ".");
    return ToolExit.UNEXPECTED;
  }

  /** What the node wrote when it was ready. */
  private String served() {
    Path file = conf.server().folders().data().resolve("role");
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException none) {
      return "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
