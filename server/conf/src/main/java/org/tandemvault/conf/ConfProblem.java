package org.tandemvault.conf;

import java.nio.file.Path;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param file the file it was found in
 * @param line the line, counted from 1; 0 when the problem belongs to no line
 * @param key the key; empty when the problem belongs to no key
 * @param problem what is wrong; never holds a secret value
 * @param remedy what to do about it
 */
public record ConfProblem(Path file, int line, String key, String problem, String remedy) {

  /** {@code file:line key: problem -> remedy}, on one line. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file.toString();
    String subject = key.isEmpty() ? place : place + " " + key;
    return subject + ": " + problem + " -> " + remedy;
  }
}
