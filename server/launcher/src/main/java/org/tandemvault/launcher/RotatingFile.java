package org.tandemvault.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A log file of bounded size: a full one is renamed, the oldest is dropped. Thread-safe. */
final class RotatingFile extends OutputStream {
  private final Path file;
  private final long mostBytes;
  private final int kept;
  private OutputStream out;
  private long written;

  /**
   * @param kept how many older files are kept as {@code name.1}, {@code name.2} ...
   */
  RotatingFile(Path file, long mostBytes, int kept) throws IOException {
    this.file = file;
    this.mostBytes = mostBytes;
    this.kept = kept;
    this.out = open();
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (written > 0 && written + length > mostBytes) {
      rotate();
    }
    out.write(bytes, offset, length);
    written += length;
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private void rotate() throws IOException {
    out.close();
    for (int i = kept - 1; i >= 1; i--) {
      if (Files.exists(older(i))) {
        Files.move(older(i), older(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, older(1), StandardCopyOption.REPLACE_EXISTING);
    out = open();
  }

  private OutputStream open() throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
      if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      }
    }
    written = Files.size(file);
    return Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  private Path older(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
