package org.tandemvault.conf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One configuration file as text: comments, order and layout survive a change of one value.
 * Immutable; {@link #save()} replaces the file as a whole, so a reader sees the old text or the new
 * one and never half of it.
 */
public final class ConfFile {
  private final Path path;
  private final List<String> lines;
  private final List<ConfEntry> entries;

  private ConfFile(Path path, List<String> lines) {
    this.path = path;
    this.lines = List.copyOf(lines);
    this.entries = ConfScanner.scan(lines);
  }

  /**
   * @throws ConfException when the file is missing, unreadable or not UTF-8 properties text
   */
  public static ConfFile read(Path path) {
    try {
      return new ConfFile(path, Files.readAllLines(path, StandardCharsets.UTF_8));
    } catch (ConfScanner.BadEscapeException e) {
      throw broken(path, e.line(), "\\u without four hex digits", "write \\\\ for a backslash");
    } catch (CharacterCodingException e) {
      throw broken(path, 0, "not UTF-8 text", "save the file as UTF-8");
    } catch (IOException e) {
      if (!Files.exists(path)) {
        throw broken(path, 0, "no such file", "copy the commented default of that name here");
      }
      throw broken(path, 0, "cannot be read", "give the user of this node the right to read it");
    }
  }

  /** A file that may be missing and is. */
  static ConfFile empty(Path path) {
    return new ConfFile(path, List.of());
  }

  public Path path() {
    return path;
  }

  /** The value of the key, if the file sets it. */
  public Optional<String> value(String key) {
    return entry(key).map(ConfEntry::value);
  }

  /** The same file with one key set: its line is replaced, or a new one put where it belongs. */
  public ConfFile with(String key, String value) {
    String line = key + " = " + escape(value);
    List<String> changed = new ArrayList<>(lines);
    Optional<ConfEntry> present = entry(key);
    if (present.isPresent()) {
      changed.subList(present.get().firstLine() - 1, present.get().lastLine()).clear();
      changed.add(present.get().firstLine() - 1, line);
    } else {
      int place = commentedDefault(key);
      changed.add(place < 0 ? changed.size() : place + 1, line);
    }
    return new ConfFile(path, changed);
  }

  /** The same file without one key; remarks stay. */
  public ConfFile without(String key) {
    List<String> changed = new ArrayList<>(lines);
    entry(key).ifPresent(e -> changed.subList(e.firstLine() - 1, e.lastLine()).clear());
    return new ConfFile(path, changed);
  }

  /** The same text as another file. */
  public ConfFile at(Path other) {
    return new ConfFile(other, lines);
  }

  /** The whole text, as {@link #save()} writes it. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /** All keys that the file sets, in their order. */
  public List<String> keys() {
    return entries.stream().map(ConfEntry::key).toList();
  }

  /** Writes the text durably beside the file, with the file's owner and rights, and renames it. */
  public void save() {
    Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    try {
      Files.deleteIfExists(fresh);
      try (FileChannel out =
          FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        copyOwnership(fresh);
        ByteBuffer buffer = ByteBuffer.wrap(text);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write " + path + ": give this node the right to write its folder", e);
    }
  }

  List<ConfEntry> entries() {
    return entries;
  }

  private void copyOwnership(Path fresh) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    if (view == null || !Files.exists(path)) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(path, PosixFileAttributes.class);
    view.setPermissions(old.permissions());
    if (!old.owner().equals(view.getOwner())) {
      view.setOwner(old.owner());
    }
  }

  private Optional<ConfEntry> entry(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  private int commentedDefault(String key) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("#") && line.substring(1).strip().matches("\\Q" + key + "\\E\\s*=.*")) {
        return i;
      }
    }
    return -1;
  }

  private static String escape(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    return escaped.startsWith(" ") ? "\\" + escaped : escaped;
  }

  private static ConfException broken(Path path, int line, String problem, String remedy) {
    return new ConfException(List.of(new ConfProblem(path, line, "", problem, remedy)));
  }
}
