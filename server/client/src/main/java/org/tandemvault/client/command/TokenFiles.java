package org.tandemvault.client.command;

import java.io.IOException;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.client.SecretChars;
import org.tandemvault.client.Tokens;

/**
 * The user's tokens: {@code VAULT_TOKEN}, else the file {@code token}. Beside it {@code sessions}
 * remembers which node opened which session, since a session is good there only. Files that others
 * may read are refused.
 */
final class TokenFiles implements Tokens {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Surroundings around;
  private final Path token;
  private final Path sessions;

  TokenFiles(Surroundings around) {
    this.around = around;
    this.token = around.settings().resolve("token");
    this.sessions = around.settings().resolve("sessions");
  }

  @Override
  public Optional<SecretChars> tokenFor(URI server) {
    Optional<String> given = around.variable("VAULT_TOKEN");
    return given.isPresent()
        ? given.map(text -> SecretChars.of(text.strip().toCharArray()))
        : ofFiles(server);
  }

  /** Whether there is any token. */
  boolean isThere() {
    return around.variable("VAULT_TOKEN").isPresent() || Files.exists(token);
  }

  /** Whether a session of this server is kept. */
  boolean hasSession(URI server) {
    try (var kept = new Kept(sessions())) {
      return kept.of(server).isPresent();
    }
  }

  /** Remembers a session. */
  void keep(URI server, SecretChars session) {
    try (var kept = new Kept(sessions())) {
      kept.remove(server);
      kept.lines.add(new Line(server.toString(), session.use(SecretChars::of)));
      write(sessions, kept.text());
      write(token, new SecretText().add(session));
    }
  }

  /** Forgets the session of a server. */
  void forget(URI server) {
    try (var kept = new Kept(sessions());
        SecretChars current = read(token).orElseGet(() -> SecretChars.of(new char[0]))) {
      boolean theirs = kept.of(server).filter(line -> line.token().sameAs(current)).isPresent();
      kept.remove(server);
      write(sessions, kept.text());
      if (theirs) {
        Files.deleteIfExists(token);
      }
    } catch (IOException e) {
      throw new CommandException(
          Exit.CONFIGURATION, "The file " + token + " can't be deleted; delete it by hand.", e);
    }
  }

  private Optional<SecretChars> ofFiles(URI server) {
    Optional<SecretChars> current = read(token);
    if (current.isEmpty()) {
      return current;
    }
    try (var kept = new Kept(sessions())) {
      Optional<Line> maker = kept.of(current.get());
      boolean otherNodes =
          maker.filter(line -> !line.server().equals(server.toString())).isPresent();
      Optional<Line> own = otherNodes ? kept.of(server) : Optional.empty();
      if (own.isEmpty()) {
        return current;
      }
      current.get().close();
      return own.map(line -> line.token().use(SecretChars::of));
    }
  }

  private List<Line> sessions() {
    var lines = new ArrayList<Line>();
    try (SecretChars text = read(sessions).orElseGet(() -> SecretChars.of(new char[0]))) {
      text.use(
          chars -> {
            CharBuffer left = CharBuffer.wrap(chars);
            while (left.hasRemaining()) {
              line(left).ifPresent(lines::add);
            }
            return true;
          });
    }
    return lines;
  }

  /** Takes {@code URL TOKEN} up to the end of its line. */
  private static Optional<Line> line(CharBuffer left) {
    int from = left.position();
    int space = -1;
    while (left.hasRemaining()) {
      char c = left.get();
      if (c == '\n') {
        break;
      }
      space = c == ' ' && space < 0 ? left.position() - 1 : space;
    }
    int end = left.get(left.position() - 1) == '\n' ? left.position() - 1 : left.position();
    if (space < 0) {
      return Optional.empty();
    }
    char[] token = Arrays.copyOfRange(left.array(), space + 1, end);
    String server = new String(left.array(), from, space - from);
    return Optional.of(new Line(server, SecretChars.of(token)));
  }

  private static Optional<SecretChars> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    requirePrivate(file);
    byte[] bytes = new byte[0];
    try {
      bytes = Files.readAllBytes(file);
      return Optional.of(SecretChars.ofUtf8(Passwords.withoutLastLineEnd(bytes)));
    } catch (CharacterCodingException e) {
      throw new CommandException(Exit.CONFIGURATION, file + " holds no token; sign in again.", e);
    } catch (IOException e) {
      throw new CommandException(Exit.CONFIGURATION, file + " can't be read.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static void requirePrivate(Path file) {
    if (!isPosix()) {
      return;
    }
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new CommandException(
            Exit.CONFIGURATION,
            file + " can be read by others, so it is refused. Run: chmod 600 " + file);
      }
    } catch (IOException e) {
      throw new CommandException(Exit.CONFIGURATION, file + " can't be looked at.", e);
    }
  }

  private void write(Path file, SecretText text) {
    byte[] bytes = text.utf8();
    try {
      Files.createDirectories(file.getParent(), mode("rwx------"));
      Path fresh = Files.createTempFile(file.getParent(), "new", "", mode("rw-------"));
      Files.write(fresh, bytes);
      move(fresh, file);
    } catch (IOException e) {
      throw new CommandException(
          Exit.CONFIGURATION, file + " can't be written; is there room, and is it yours?", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static void move(Path fresh, Path file) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** A session and the node that opened it. */
  private record Line(String server, SecretChars token) {}

  /** All sessions, wiped at the end. */
  private record Kept(List<Line> lines) implements AutoCloseable {

    Optional<Line> of(URI server) {
      return lines.stream().filter(line -> line.server().equals(server.toString())).findFirst();
    }

    Optional<Line> of(SecretChars token) {
      return lines.stream().filter(line -> line.token().sameAs(token)).findFirst();
    }

    void remove(URI server) {
      of(server)
          .ifPresent(
              line -> {
                line.token().close();
                lines.remove(line);
              });
    }

    SecretText text() {
      var text = new SecretText();
      for (Line line : lines) {
        text.add(line.server() + " ").add(line.token()).add("\n");
      }
      return text;
    }

    @Override
    public void close() {
      lines.forEach(line -> line.token().close());
    }
  }

  /** Grows and is wiped when taken. */
  private static final class SecretText {
    private char[] chars = new char[0];

    SecretText add(String text) {
      return add(text.toCharArray());
    }

    SecretText add(SecretChars secret) {
      return secret.use(this::add);
    }

    private SecretText add(char[] more) {
      char[] longer = Arrays.copyOf(chars, chars.length + more.length);
      System.arraycopy(more, 0, longer, chars.length, more.length);
      Arrays.fill(chars, '\0');
      chars = longer;
      return this;
    }

    byte[] utf8() {
      try (SecretChars all = SecretChars.of(chars)) {
        return all.utf8();
      } finally {
        Arrays.fill(chars, '\0');
      }
    }
  }
}
