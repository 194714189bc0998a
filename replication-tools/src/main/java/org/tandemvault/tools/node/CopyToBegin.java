package org.tandemvault.tools.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.OwnerOnlyFile;

/** The file by which a node is asked to copy a peer's rows and to follow it from then on. */
public final class CopyToBegin {
  private final Path file;

  public CopyToBegin(VaultConf conf, String peer) {
    this.file = conf.server().folders().data().resolve("reseed-of-" + peer);
  }

  /** What the node looks for. */
  public Path file() {
    return file;
  }

  /**
   * @param way how the databases reach each other, as a connection string
   */
  public void ask(String way) {
    try {
      OwnerOnlyFile.replace(file, way.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
