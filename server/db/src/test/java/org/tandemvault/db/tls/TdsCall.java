package org.tandemvault.db.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A remote procedure call as the driver sends prepared statements ([MS-TDS] 2.2.6.6), turned into
 * one text with its values in it.
 *
 * @param sql empty for a call that runs nothing
 * @param handle of a statement that was prepared now; 0 if none was
 */
record TdsCall(String sql, int handle) {
  private static final int EXECUTE_SQL = 10;
  private static final int EXECUTE = 12;
  private static final int PREPARE_EXECUTE = 13;
  private static final int UNPREPARE = 15;

  /** What a connection prepared. */
  static final class Prepared {
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    private int keep(String text) {
      int handle = next.incrementAndGet();
      texts.put(handle, text);
      return handle;
    }
  }

  static TdsCall read(byte[] body, Prepared prepared) {
    ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.getInt(0));
    int length = in.getShort() & 0xFFFF;
    int procedure = 0;
    String name = "";
    if (length == 0xFFFF) {
      procedure = in.getShort();
    } else {
      name = text(in, length * 2);
    }
    in.getShort();
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    while (in.hasRemaining()) {
      names.add(text(in, (in.get() & 0xFF) * 2));
      in.get();
      values.add(value(in));
    }
    return switch (procedure) {
      case EXECUTE_SQL -> new TdsCall(filled(plain(values.get(0)), names, values, 2), 0);
      case PREPARE_EXECUTE -> {
        String text = plain(values.get(2));
        yield new TdsCall(filled(text, names, values, 3), prepared.keep(text));
      }
      case EXECUTE -> {
        String text = prepared.texts.get(Integer.parseInt(values.get(0)));
        yield new TdsCall(filled(text, names, values, 1), 0);
      }
      case UNPREPARE -> new TdsCall("", 0);
      default -> new TdsCall("exec " + name + " " + String.join(", ", values), 0);
    };
  }

  /** Puts values where {@code @P0}, {@code @P1} ... stand, the last first. */
  private static String filled(String sql, List<String> names, List<String> values, int from) {
    String text = sql;
    for (int i = values.size() - 1; i >= from; i--) {
      String name = names.get(i).isEmpty() ? "@P" + (i - from) : names.get(i);
      text = text.replace(name, values.get(i));
    }
    return text;
  }

  private static String plain(String literal) {
    return literal.substring(2, literal.length() - 1).replace("''", "'");
  }

  private static String value(ByteBuffer in) {
    int type = in.get() & 0xFF;
    return switch (type) {
      case 0x26 -> number(in);
      case 0x68 -> flag(in);
      case 0xE7, 0xEF, 0xA7, 0xAF -> {
        int most = in.getShort() & 0xFFFF;
        in.position(in.position() + 5);
        byte[] bytes = bytes(in, most);
        boolean wide = type == 0xE7 || type == 0xEF;
        yield bytes == null
            ? "null"
            : "N'"
                + new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8)
                    .replace("'", "''")
                + "'";
      }
      case 0xA5, 0xAD -> {
        byte[] bytes = bytes(in, in.getShort() & 0xFFFF);
        yield bytes == null ? "null" : "0x" + HexFormat.of().formatHex(bytes);
      }
      case 0x2A -> moment(in);
      default -> throw new IllegalStateException("type " + Integer.toHexString(type));
    };
  }

  private static String number(ByteBuffer in) {
    in.get();
    return switch (in.get()) {
      case 1 -> Integer.toString(in.get() & 0xFF);
      case 2 -> Short.toString(in.getShort());
      case 4 -> Integer.toString(in.getInt());
      case 8 -> Long.toString(in.getLong());
      default -> "null";
    };
  }

  private static String flag(ByteBuffer in) {
    in.get();
    return in.get() == 0 ? "null" : Integer.toString(in.get());
  }

  private static String moment(ByteBuffer in) {
    int scale = in.get();
    int length = in.get();
    if (length == 0) {
      return "null";
    }
    long units = unsigned(in, length - 3);
    LocalDate day = LocalDate.of(1, 1, 1).plusDays(unsigned(in, 3));
    LocalTime time = LocalTime.ofNanoOfDay(units * (long) Math.pow(10, 9.0 - scale));
    return "'" + day + " " + time + "'";
  }

  private static long unsigned(ByteBuffer in, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (in.get() & 0xFFL) << (8 * i);
    }
    return value;
  }

  private static byte[] bytes(ByteBuffer in, int most) {
    if (most != 0xFFFF) {
      int length = in.getShort() & 0xFFFF;
      return length == 0xFFFF ? null : some(in, length);
    }
    if (in.getLong() == -1) {
      return null;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int part = in.getInt(); part > 0; part = in.getInt()) {
      all.writeBytes(some(in, part));
    }
    return all.toByteArray();
  }

  private static byte[] some(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in, int length) {
    return new String(some(in, length), StandardCharsets.UTF_16LE);
  }
}
