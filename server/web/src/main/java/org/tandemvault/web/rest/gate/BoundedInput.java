package org.tandemvault.web.rest.gate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tandemvault.core.shared.TooLargeException;

/** Counts what is read, whatever the headers said, and refuses what is over the limit. */
final class BoundedInput extends FilterInputStream {

  private final int mebibytes;
  private long left;

  BoundedInput(InputStream in, int mebibytes) {
    super(in);
    this.mebibytes = mebibytes;
    this.left = mebibytes * 1024L * 1024L;
  }

  static TooLargeException tooLarge(int mebibytes) {
    return new TooLargeException("Send at most " + mebibytes + " MiB at once.");
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long read) {
    left -= read;
    if (left < 0) {
      throw tooLarge(mebibytes);
    }
  }
}
