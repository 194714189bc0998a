package org.tandemvault.client.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tandemvault.client.SecretChars;

/** Where passwords come from: a file, standard input, a person; never the command line. */
final class Passwords {

  private final Surroundings around;

  Passwords(Surroundings around) {
    this.around = around;
  }

  /**
   * One's own password, of a file without its last line end, or typed.
   *
   * @param file {@code -} for standard input, empty to ask
   */
  SecretChars own(String file, String prompt) {
    if (file.isEmpty()) {
      return around
          .tty()
          .ask(prompt)
          .orElseThrow(
              () ->
                  new CommandException(
                      Exit.WRONG_USAGE,
                      "There is no terminal to ask for the password on; give --password-file FILE,"
                          + " or - for standard input."));
    }
    return file.equals("-") ? ofInput(false) : ofFile(Path.of(file));
  }

  /** A new password, typed two times. */
  SecretChars typedTwice(String prompt) {
    SecretChars first = asked(prompt + ": ");
    try (SecretChars second = asked(prompt + " again: ")) {
      if (first.sameAs(second)) {
        return first;
      }
    }
    first.close();
    throw new CommandException(Exit.WRONG_USAGE, "The two are not the same; nothing was changed.");
  }

  /**
   * All of standard input.
   *
   * @param exact whether a line end at the end belongs to it
   */
  SecretChars ofInput(boolean exact) {
    byte[] bytes = new byte[0];
    try {
      bytes = around.in().readAllBytes();
      return text(bytes, exact, "Standard input");
    } catch (IOException e) {
      throw new CommandException(Exit.UNEXPECTED, "Standard input can't be read.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private SecretChars asked(String prompt) {
    return around
        .tty()
        .ask(prompt)
        .orElseThrow(
            () ->
                new CommandException(
                    Exit.WRONG_USAGE,
                    "There is no terminal to ask on; send the password through a pipe."));
  }

  private static SecretChars ofFile(Path file) {
    byte[] bytes = new byte[0];
    try {
      bytes = Files.readAllBytes(file);
      return text(bytes, false, "The password file " + file);
    } catch (IOException e) {
      throw new CommandException(
          Exit.CONFIGURATION, "The password file " + file + " can't be read.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static SecretChars text(byte[] bytes, boolean exact, String what) {
    byte[] used = exact ? bytes.clone() : withoutLastLineEnd(bytes);
    try {
      return SecretChars.ofUtf8(used);
    } catch (CharacterCodingException e) {
      throw new CommandException(Exit.WRONG_USAGE, what + " is not UTF-8; nothing was sent.", e);
    } finally {
      Arrays.fill(used, (byte) 0);
    }
  }

  /** A copy, which the caller wipes, without one line end at the end. */
  static byte[] withoutLastLineEnd(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && length < bytes.length && bytes[length - 1] == '\r') {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }
}
