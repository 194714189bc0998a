package org.tandemvault.installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Asks a person at a terminal, one question a line; Enter takes what stands in brackets. */
final class Questions {
  private final BufferedReader in;
  private final PrintWriter out;

  Questions(BufferedReader in, PrintWriter out) {
    this.in = in;
    this.out = out;
  }

  /** Asks for what was not said. */
  void ask(Answers answers) {
    if (!answers.isGiven(Setting.ROLE)) {
      askRole(answers);
    }
    for (Setting setting : Setting.values()) {
      boolean needed = !(answers.isEmbedded() && setting.ofDatabaseServer());
      boolean asked = setting.asked() || (!answers.isEmbedded() && isPasswordFile(setting));
      if (asked && needed && !answers.isGiven(setting)) {
        ask(setting, answers);
      }
    }
  }

  /** Shows what will be done and asks whether to. */
  boolean confirms(List<String> lines) {
    out.println();
    lines.forEach(out::println);
    String word = read("Go on? [yes]: ");
    return word.isEmpty() || word.equalsIgnoreCase("yes") || word.equalsIgnoreCase("y");
  }

  private void askRole(Answers answers) {
    out.println("This server is to be");
    out.println("  1  Primary server");
    out.println("  2  Configure this server as High Availability secondary server (Read Only)");
    while (true) {
      String word = read("1 or 2 [1]: ");
      if (word.isEmpty() || word.equals("1") || word.equals("primary")) {
        answers.put(Setting.ROLE, "primary");
        return;
      }
      if (word.equals("2") || word.equals("standby")) {
        answers.put(Setting.ROLE, "standby");
        return;
      }
    }
  }

  private void ask(Setting setting, Answers answers) {
    while (true) {
      String byDefault = answers.byDefault(setting);
      String word =
          read(setting.question() + (byDefault.isEmpty() ? ": " : " [" + byDefault + "]: "));
      answers.put(setting, word.isEmpty() ? byDefault : word);
      List<String> problems = Checks.of(setting, answers);
      if (problems.isEmpty()) {
        return;
      }
      problems.forEach(out::println);
      if (word.isEmpty() && !byDefault.isEmpty()) {
        throw new SetupException(
            SetupException.CONFIGURATION, "Say it on the command line: " + setting.flag());
      }
    }
  }

  private static boolean isPasswordFile(Setting setting) {
    return setting == Setting.DATABASE_PASSWORD_FILE
        || setting == Setting.DATABASE_OWNER_PASSWORD_FILE;
  }

  private String read(String prompt) {
    out.print(prompt);
    out.flush();
    try {
      String line = in.readLine();
      if (line == null) {
        throw new SetupException(
            SetupException.WRONG_USAGE,
            "Nobody answers: say --yes, or for setup.sh give the answers in a file (--options"
                + " FILE).");
      }
      return line.strip();
    } catch (IOException e) {
      throw new SetupException(SetupException.WRONG_USAGE, "Nobody answers: " + e, e);
    }
  }
}
