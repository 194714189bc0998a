package org.tandemvault.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** {@code time level logger: message}; a stack trace follows, indented. */
public final class OneLineFormatter extends Formatter {

  @Override
  public String format(LogRecord entry) {
    Instant time = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
    String message = formatMessage(entry);
    StringBuilder line = new StringBuilder(message.length() + 80);
    line.append(time).append(' ').append(entry.getLevel().getName()).append(' ');
    line.append(shortName(String.valueOf(entry.getLoggerName()))).append(": ");
    line.append(message.strip().replaceAll("\\s*[\r\n]+\\s*", " | "));
    if (entry.getThrown() != null) {
      StringWriter trace = new StringWriter();
      entry.getThrown().printStackTrace(new PrintWriter(trace));
      line.append('\n').append(trace.toString().stripTrailing().replaceAll("(?m)^", "    "));
    }
    return line.append('\n').toString();
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
