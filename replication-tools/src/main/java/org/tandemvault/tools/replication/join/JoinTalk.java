package org.tandemvault.tools.replication.join;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.replication.SpokenProgress;

/**
 * What is told and asked.
 *
 * @param yes whether a person has compared the fingerprint already
 */
public record JoinTalk(PrintWriter out, boolean dryRun, boolean yes) {

  void say(String line) {
    out.println(line);
    out.flush();
  }

  ReplicationProgress progress() {
    return new SpokenProgress(this::say);
  }

  /** Asks whether the card is the one that was written on the other machine. */
  void confirm(PeerCard card) {
    say("Card of node " + card.node() + " (" + card.url() + "), SHA-256:");
    say("  " + card.fingerprint());
    if (yes || dryRun) {
      return;
    }
    Console console = System.console();
    if (console == null) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "Nobody can be asked here whether this card is the right one: compare the SHA-256 with"
              + " the one that was told when it was written, and say --yes.");
    }
    String answer = console.readLine("Is it the one that was told over there? [y/N] ");
    if (!Optional.ofNullable(answer).orElse("").strip().matches("(?i)y|yes")) {
      throw new ToolException(ToolExit.REFUSED, "Nothing was changed.");
    }
  }
}
