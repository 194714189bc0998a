package org.tandemvault.db.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.crypto.OwnerOnlyFile;

/**
 * The order and the answer in a node's data folder. The tool writes and removes them; who owns the
 * node writes the answer. Both files are replaced as a whole.
 */
public final class KeyOrders {
  /** The order's file. */
  public static final String ORDER = "key-order.conf";

  /** The answer's file. */
  public static final String ANSWER = "key-answer.conf";

  private static final Logger LOG = LoggerFactory.getLogger(KeyOrders.class);

  private final Path folder;

  /**
   * @param folder the node's data folder
   */
  public KeyOrders(Path folder) {
    this.folder = folder;
  }

  /**
   * The order that is there.
   *
   * @throws UncheckedIOException if it can't be read
   */
  public Optional<KeyOrder> order() {
    Properties read = read(ORDER);
    try {
      return read.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new KeyOrder(
                  read.getProperty("id", ""),
                  KeyOrder.Kind.valueOf(read.getProperty("kind", "")),
                  read.getProperty("leave", ""),
                  read.getProperty("take", ""),
                  read.getProperty("file", ""),
                  read.getProperty("by", ""),
                  Instant.parse(read.getProperty("at", ""))));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      LOG.error("{} is no order and is left alone: remove it", folder.resolve(ORDER));
      return Optional.empty();
    }
  }

  /** The order, if it comes from somebody who owns the data folder and no other could write it. */
  public Optional<KeyOrder> trustedOrder() {
    Path file = folder.resolve(ORDER);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      UserPrincipal by = Files.getOwner(file);
      if (!OwnerOnlyFile.othersWhoMayUse(file).isEmpty()
          || !(by.equals(Files.getOwner(folder)) || by.getName().equals("root"))) {
        LOG.error("{} is not of the owner of its folder alone and is left alone", file);
        return Optional.empty();
      }
      return order();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to that order. */
  public Optional<KeyAnswer> answer(KeyOrder order) {
    Properties read = read(ANSWER);
    return order.id().equals(read.getProperty("order"))
        ? Optional.of(
            new KeyAnswer(
                order.id(),
                KeyAnswer.State.valueOf(read.getProperty("state")),
                read.getProperty("told", "")))
        : Optional.empty();
  }

  /** Leaves an order, or replaces it. */
  public void write(KeyOrder order) {
    Map<String, String> values = new TreeMap<>();
    values.put("id", order.id());
    values.put("kind", order.kind().name());
    values.put("leave", order.leave());
    values.put("take", order.take());
    values.put("file", order.file());
    values.put("by", order.by());
    values.put("at", order.at().toString());
    write(ORDER, values);
  }

  /** Answers an order. */
  public void write(KeyAnswer answer) {
    write(
        ANSWER,
        Map.of("order", answer.order(), "state", answer.state().name(), "told", answer.told()));
  }

  /** Removes the order and its answer: its end was seen. */
  public void remove() {
    try {
      Files.deleteIfExists(folder.resolve(ORDER));
      Files.deleteIfExists(folder.resolve(ANSWER));
    } catch (IOException e) {
      throw new UncheckedIOException("The order in " + folder + " can't be removed", e);
    }
  }

  private Properties read(String name) {
    Properties read = new Properties();
    try {
      read.load(new StringReader(Files.readString(folder.resolve(name))));
    } catch (NoSuchFileException none) {
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + folder.resolve(name) + " can't be read", e);
    }
    return read;
  }

  private void write(String name, Map<String, String> values) {
    StringBuilder text = new StringBuilder("# Written by bin/RotateKey.sh and the node.\n");
    values.forEach((key, value) -> text.append(key).append('=').append(plain(value)).append('\n'));
    Path file = folder.resolve(name);
    try {
      OwnerOnlyFile.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
      giveToOwner(file, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The file " + file + " can't be written: run this as the node's user", e);
    }
  }

  /** Lets a file belong to whom another one does; root makes files for the node's user. */
  public static void giveToOwner(Path file, Path like) throws IOException {
    FileOwnerAttributeView view = Files.getFileAttributeView(file, FileOwnerAttributeView.class);
    UserPrincipal owner = Files.getOwner(like);
    if (view != null && !view.getOwner().equals(owner)) {
      view.setOwner(owner);
    }
  }

  private static String plain(String value) {
    return value.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }
}
