package org.tandemvault.conf;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Backups that the node makes by itself, and where all of them go.
 *
 * @param at when, every day, by this machine's clock; empty: never by itself
 * @param on which nodes make them
 * @param folder outside the folder of the master key file
 * @param keep how many proven ones stay
 */
public record BackupConf(Optional<LocalTime> at, On on, Path folder, int keep) {

  /** The keys of {@code server.conf}. */
  public static final String AT = "backup.at";

  public static final String FOLDER = "backup.dir";

  /** Which nodes make backups by themselves, where all have the same {@code server.conf}. */
  public enum On {
    EVERY,
    PRIMARY,
    STANDBY
  }

  static BackupConf from(ConfReader in) {
    return new BackupConf(
        at(in),
        in.choice("backup.on", On.EVERY),
        in.path(FOLDER, "backups"),
        in.number("backup.keep", 14, 1, 10_000));
  }

  private static Optional<LocalTime> at(ConfReader in) {
    String text = in.text(AT, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalTime.parse(text));
    } catch (DateTimeParseException e) {
      in.problem(AT, "is '" + text + "'", "set a time of day such as 02:30");
      return Optional.empty();
    }
  }
}
