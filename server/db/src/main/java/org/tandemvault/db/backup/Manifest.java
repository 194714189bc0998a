package org.tandemvault.db.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.tandemvault.core.node.NodeId;

/**
 * What a backup says of itself before its rows.
 *
 * @param at when the snapshot was taken
 * @param role {@code primary} or {@code standby}
 * @param engine the engine it was made from
 * @param release of the program that made it
 * @param steps the steps of the changelog that made the tables, in their order
 * @param reachedBy on a standby: the newest sign of the other nodes in the snapshot
 */
public record Manifest(
    Instant at,
    NodeId node,
    String role,
    String engine,
    String release,
    List<String> steps,
    Optional<Instant> reachedBy) {

  private static final String FORM = "1";

  public Manifest {
    steps = List.copyOf(steps);
  }

  /** One sentence for people. */
  public String sentence() {
    String of =
        "Backup of "
            + role
            + " "
            + node
            + ", made at "
            + at
            + " by release "
            + release
            + " from "
            + engine
            + ".";
    return role.equals("standby")
        ? of
            + " It holds what had reached this standby"
            + reachedBy.map(newest -> " by " + newest).orElse("")
            + "."
        : of;
  }

  byte[] bytes() {
    Properties values = new Properties();
    values.setProperty("form", FORM);
    values.setProperty("at", at.toString());
    values.setProperty("node", node.value());
    values.setProperty("role", role);
    values.setProperty("engine", engine);
    values.setProperty("release", release);
    values.setProperty("steps", String.join(",", steps));
    reachedBy.ifPresent(newest -> values.setProperty("reached.by", newest.toString()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      values.store(bytes, "Tandem Vault backup");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  static Manifest of(byte[] bytes) throws IOException {
    Properties values = new Properties();
    values.load(new ByteArrayInputStream(bytes));
    if (!values.getProperty("form", "").equals(FORM)) {
      throw new BackupException(
          BackupException.Reason.NEWER,
          "The backup's contents have a form that this release does not know: use the release that"
              + " made it ("
              + values.getProperty("release", "unknown")
              + ") or a newer one.");
    }
    return new Manifest(
        Instant.parse(values.getProperty("at")),
        new NodeId(values.getProperty("node")),
        values.getProperty("role"),
        values.getProperty("engine"),
        values.getProperty("release"),
        Stream.of(values.getProperty("steps").split(",", -1)).filter(s -> !s.isEmpty()).toList(),
        Optional.ofNullable(values.getProperty("reached.by")).map(Instant::parse));
  }

  /** The release of the program that runs now. */
  static String thisRelease() {
    return Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
        .orElse("of sources");
  }
}
