package org.tandemvault.tools.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.RecoveryShareException;
import org.tandemvault.crypto.RecoveryShares;
import org.tandemvault.crypto.Secret;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the key file from recovery shares. Needs no node and no database. */
@Command(
    name = "restore-key",
    description = "Asks for recovery shares, or reads them line by line, and writes the key file.",
    mixinStandardHelpOptions = true)
final class RestoreKey implements Callable<Integer> {
  /** More than any line that is a share. */
  private static final int LONGEST = 1_000;

  private final RotateKey parent;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The key file to write; it must not exist.")
  private Path out;

  RestoreKey(RotateKey parent) {
    this.parent = parent;
  }

  @Override
  public Integer call() {
    Path file = out.toAbsolutePath().normalize();
    requirePlace(file);
    List<Secret> shares = new ArrayList<>();
    try {
      read(shares);
      try (MasterKey master = RecoveryShares.join(shares)) {
        MasterKeyFile.write(file, master);
        parent.say("Wrote master key " + master.keyId() + " to " + file + ".");
      }
    } catch (RecoveryShareException wrong) {
      throw new ToolException(
          ToolExit.VERIFICATION_FAILED, wrong.getMessage() + " Nothing was written.", wrong);
    } finally {
      shares.forEach(Secret::close);
    }
    parent.say("Prove that it fits: bin/RotateKey.sh verify --key " + file);
    parent.say("Then name it in conf/manage_key.conf (key.file).");
    return ToolExit.DONE.code();
  }

  private void requirePlace(Path file) {
    if (Files.exists(file)) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "A file is there already and is never overwritten: " + file + ". Name another.");
    }
    if (parent.hasConf()) {
      RotateKey.requirePlace(file, parent.load());
    } else if (!System.getProperty("tandem.home", "").isEmpty()) {
      MasterKeyFile.requirePlace(file, RotateKey.installation());
    }
  }

  private void read(List<Secret> shares) {
    boolean asks = System.console() != null;
    Optional<Secret> line = next(asks, shares.size());
    while (line.isPresent()) {
      Secret typed = line.get();
      if (!asks) {
        shares.add(typed);
      } else if (isGood(typed)) {
        shares.add(typed);
        if (shares.size() >= RecoveryShares.needed(typed)) {
          return;
        }
      } else {
        typed.close();
      }
      line = next(asks, shares.size());
    }
  }

  private boolean isGood(Secret typed) {
    try {
      return RecoveryShares.needed(typed) > 0;
    } catch (RecoveryShareException mistyped) {
      tell(mistyped.getMessage());
      return false;
    }
  }

  /** The next line with something in it, which never becomes a String; empty at the end. */
  private Optional<Secret> next(boolean asks, int have) {
    if (asks) {
      tell("Share " + (have + 1) + ":");
    }
    InputStream in = System.in;
    try (Buffer line = new Buffer()) {
      int read = in.read();
      while (read >= 0 && (read != '\n' || line.isBlank())) {
        if (line.size() >= LONGEST) {
          throw new ToolException(
              ToolExit.VERIFICATION_FAILED,
              "A line is too long to be a share. Type each share in a line of its own.");
        }
        line.write(read);
        read = in.read();
      }
      return line.isBlank() ? Optional.empty() : Optional.of(line.secret());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /** Bytes of a line, wiped at the end. */
  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(LONGEST + 1); // never grows, so that no copy stays behind
    }

    boolean isBlank() {
      for (int i = 0; i < count; i++) {
        if (!Character.isWhitespace(buf[i])) {
          return false;
        }
      }
      return true;
    }

    Secret secret() {
      byte[] line = Arrays.copyOf(buf, count);
      try {
        return Secret.ofBytes(line);
      } finally {
        Arrays.fill(line, (byte) 0);
      }
    }

    @Override
    public void close() {
      Arrays.fill(buf, (byte) 0);
    }
  }
}
