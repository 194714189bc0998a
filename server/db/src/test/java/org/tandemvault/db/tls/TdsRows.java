package org.tandemvault.db.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows as TDS tells them ([MS-TDS] 2.2.5 and 2.2.7): texts, numbers, flags and bytes. */
final class TdsRows {
  private static final byte[] COLLATION = {9, 4, (byte) 0xD0, 0, 52};
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    BYTES
  }

  private TdsRows() {}

  static byte[] collation() {
    return COLLATION.clone();
  }

  /** COLMETADATA and a ROW for each. */
  static byte[] of(List<String> names, List<List<Object>> rows) {
    TdsRows made = new TdsRows();
    made.write(0x81).number(names.size(), 2);
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Kind kind = kind(rows, i);
      kinds.add(kind);
      made.number(0, 4).number(1, 2).type(kind);
      byte[] name = names.get(i).getBytes(StandardCharsets.UTF_16LE);
      made.write(name.length / 2).bytes(name);
    }
    for (List<Object> row : rows) {
      made.write(0xD1);
      for (int i = 0; i < names.size(); i++) {
        made.value(kinds.get(i), row.get(i));
      }
    }
    return made.out.toByteArray();
  }

  private static Kind kind(List<List<Object>> rows, int column) {
    for (List<Object> row : rows) {
      Object value = row.get(column);
      if (value instanceof byte[]) {
        return Kind.BYTES;
      } else if (value instanceof Boolean) {
        return Kind.FLAG;
      } else if (value instanceof Number && !(value instanceof BigDecimal)) {
        return Kind.NUMBER;
      } else if (value != null) {
        return Kind.TEXT;
      }
    }
    return Kind.TEXT;
  }

  private void type(Kind kind) {
    switch (kind) {
      case TEXT -> write(0xE7).number(0xFFFF, 2).bytes(COLLATION);
      case BYTES -> write(0xA5).number(0xFFFF, 2);
      case NUMBER -> write(0x26).write(8);
      case FLAG -> write(0x68).write(1);
    }
  }

  private void value(Kind kind, Object value) {
    switch (kind) {
      case TEXT -> parts(value == null ? null : value.toString());
      case BYTES -> parts((byte[]) value);
      case NUMBER -> {
        if (value == null) {
          write(0);
        } else {
          write(8).number(((Number) value).longValue(), 8);
        }
      }
      case FLAG -> {
        if (value == null) {
          write(0);
        } else {
          write(1).write(Boolean.TRUE.equals(value) ? 1 : 0);
        }
      }
    }
  }

  private void parts(String text) {
    parts(text == null ? null : text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** In one part, as values of unknown length are. */
  private void parts(byte[] bytes) {
    if (bytes == null) {
      number(-1, 8);
      return;
    }
    number(bytes.length, 8);
    if (bytes.length > 0) {
      number(bytes.length, 4).bytes(bytes);
    }
    number(0, 4);
  }

  private TdsRows write(int one) {
    out.write(one);
    return this;
  }

  private TdsRows bytes(byte[] some) {
    out.writeBytes(some);
    return this;
  }

  private TdsRows number(long value, int length) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(all, 0, length);
    return this;
  }
}
