package org.tandemvault.client.command;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.tandemvault.client.SecretChars;

/** What of this process is a terminal, and what a person types there unseen. */
interface Tty {

  /** Whether standard input is one. */
  boolean in();

  /** Whether standard output is one. */
  boolean out();

  /** Asks unseen; the caller closes the answer. Empty if nobody can be asked. */
  Optional<SecretChars> ask(String prompt);

  /** The real one; the script says what is a terminal, which Java can't tell apart. */
  static Tty ofProcess() {
    Optional<Console> console = Optional.ofNullable(System.console());
    return new Tty() {
      @Override
      public boolean in() {
        return told("vault.terminal.in");
      }

      @Override
      public boolean out() {
        return told("vault.terminal.out");
      }

      @Override
      public Optional<SecretChars> ask(String prompt) {
        return console
            .flatMap(c -> Optional.ofNullable(c.readPassword("%s", prompt)))
            .map(
                typed -> {
                  try {
                    return SecretChars.of(typed);
                  } finally {
                    Arrays.fill(typed, '\0');
                  }
                });
      }

      private boolean told(String property) {
        return Optional.ofNullable(System.getProperty(property))
            .map("yes"::equals)
            .orElse(console.isPresent());
      }
    };
  }
}
