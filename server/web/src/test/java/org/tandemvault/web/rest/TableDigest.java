package org.tandemvault.web.rest;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tandemvault.core.node.InMemoryTable;

/** Every row of every table that some repositories in memory hold, in order. */
record TableDigest(List<String> rows) {

  static TableDigest of(Object... repositories) {
    var walk = new Walk();
    for (Object repository : repositories) {
      walk.into(repository);
    }
    return new TableDigest(List.copyOf(walk.rows));
  }

  private static final class Walk {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> rows = new ArrayList<>();

    void into(Object thing) {
      if (thing == null || !seen.add(thing)) {
        return;
      }
      if (thing instanceof InMemoryTable<?, ?>) {
        table(thing);
      } else if (thing.getClass().getName().startsWith("org.tandemvault.core")) {
        for (Field field : thing.getClass().getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            into(value(thing, field));
          }
        }
      }
    }

    private void table(Object table) {
      try {
        Object held = value(table, InMemoryTable.class.getDeclaredField("rows"));
        ((Map<?, ?>) held).forEach((key, row) -> rows.add(text(key) + " = " + text(row)));
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String text(Object value) {
      if (value instanceof byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
      }
      if (!(value instanceof Record)) {
        return String.valueOf(value);
      }
      var text = new StringBuilder(value.getClass().getSimpleName());
      for (RecordComponent part : value.getClass().getRecordComponents()) {
        try {
          part.getAccessor().setAccessible(true);
          text.append(' ').append(text(part.getAccessor().invoke(value)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      return text.toString();
    }

    private static Object value(Object thing, Field field) {
      try {
        field.setAccessible(true);
        return field.get(thing);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
