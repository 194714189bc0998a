package org.tandemvault.web.ui.transfer;

import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Takes one file into memory, and no more of it than it may have: what the browser says of its size
 * is not believed. Thread-safe.
 */
final class BoundedUpload implements UploadHandler {

  private static final long serialVersionUID = 1L;

  private final int mostBytes;
  private final transient Consumer<byte[]> received;

  /**
   * @param received is given the file under the page's lock, and wipes it
   */
  BoundedUpload(int mostBytes, Consumer<byte[]> received) {
    this.mostBytes = mostBytes;
    this.received = received;
  }

  @Override
  public void handleUploadRequest(UploadEvent event) throws IOException {
    byte[] file = read(event.getInputStream());
    if (file.length > mostBytes) {
      Arrays.fill(file, (byte) 0);
      event.reject(
          "The file is larger than " + mostBytes / 1_048_576 + " MiB; import it in parts.");
      return;
    }
    event.getUI().access(() -> received.accept(file));
  }

  /** The file, or one byte more than it may have. */
  byte[] read(InputStream in) throws IOException {
    return in.readNBytes(mostBytes + 1);
  }

  @Override
  public long getFileSizeMax() {
    return mostBytes;
  }

  @Override
  public long getFileCountMax() {
    return 1;
  }
}
