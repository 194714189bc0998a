package org.tandemvault.tools.change;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** Proof that the node does not run, and hold on it that keeps it from starting meanwhile. */
public final class StoppedNode implements AutoCloseable {
  private final FileChannel channel;

  private StoppedNode(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Holds it.
   *
   * @throws ToolException if it runs
   */
  public static StoppedNode hold(VaultConf conf) {
    return tryHold(conf)
        .orElseThrow(
            () ->
                new ToolException(
                    ToolExit.REFUSED,
                    "The node " + conf.node().id() + " runs: stop it first (bin/stop.sh)."));
  }

  /** Holds it; empty if it runs. */
  public static Optional<StoppedNode> tryHold(VaultConf conf) {
    Path data = conf.server().folders().data();
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(
              data.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new StoppedNode(channel));
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "The data folder " + data + " can't be used: run this as the node's user.",
          e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
