package org.tandemvault.conf.look;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A picture that fits: SVG without anything that acts or loads, or PNG; small.
 *
 * @param mediaType as it is served
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Logo(String mediaType, byte[] bytes) {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_PIXELS = 2048;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int PNG_WIDTH = 16;

  static Logo read(Path folder, String name) throws UnfitLogoException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new UnfitLogoException("is no name of a file", "name one in this folder");
    }
    byte[] bytes = bytes(folder.resolve(name));
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".png")) {
      requirePng(bytes);
      return new Logo("image/png", bytes);
    }
    if (lower.endsWith(".svg")) {
      SafeSvg.require(bytes);
      return new Logo("image/svg+xml", bytes);
    }
    throw new UnfitLogoException("is neither .svg nor .png", "save it as one of them");
  }

  private static byte[] bytes(Path file) throws UnfitLogoException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnfitLogoException(
            "is larger than " + MOST_BYTES / 1024 + " KiB", "make it smaller");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnfitLogoException("names a file that can't be read", "put it in this folder");
    }
  }

  private static void requirePng(byte[] bytes) throws UnfitLogoException {
    boolean png =
        bytes.length > PNG_WIDTH + 8 && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length);
    if (!png) {
      throw new UnfitLogoException("is no PNG", "save it as one");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int width = header.getInt(PNG_WIDTH);
    int height = header.getInt(PNG_WIDTH + 4);
    if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS) {
      throw new UnfitLogoException(
          "is not between 1 and " + MOST_PIXELS + " pixels each way", "make it smaller");
    }
  }
}
