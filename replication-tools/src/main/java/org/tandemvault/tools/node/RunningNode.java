package org.tandemvault.tools.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** Whether this node's program runs. */
public final class RunningNode {
  private RunningNode() {}

  /** Whether a process works on the node's data folder. */
  public static boolean runs(VaultConf conf) {
    Path lock = conf.server().folders().data().resolve("node.lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held == null;
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The file " + lock + " can't be used: run this as its owner.", e);
    }
  }
}
