package org.tandemvault.installer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tandemvault.conf.VaultConf;

/** Proof that a node does not run, and hold on it that keeps it from starting meanwhile. */
record StoppedNode(FileChannel channel) implements AutoCloseable {

  static StoppedNode hold(VaultConf conf, Owner owner) throws IOException {
    Path data = conf.server().folders().data();
    Path lock = data.resolve("node.lock");
    boolean fresh = Files.isDirectory(data) && !Files.exists(lock);
    owner.makeFolder(data, "rwx--x--x");
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (fresh) {
      owner.give(lock);
    }
    if (channel.tryLock() == null) {
      channel.close();
      throw new SetupException(
          SetupException.REFUSED,
          "The node "
              + conf.node().id()
              + " runs: stop it first (bin/stop.sh, or systemctl stop).");
    }
    return new StoppedNode(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
