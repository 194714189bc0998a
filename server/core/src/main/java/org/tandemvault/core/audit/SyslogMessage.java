package org.tandemvault.core.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Events as syslog messages (RFC 5424), framed by their length (RFC 6587, octet counting).
 *
 * <p>Facility 13 (log audit); severity informational for what was done, warning for what was
 * refused, error for what failed. The structured data are named {@code audit@32473} and {@code
 * chain@32473}; 32473 is the number that RFC 5612 leaves to everybody. Not thread-safe.
 */
final class SyslogMessage {

  private static final int AUDIT_FACILITY = 13 * 8;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private SyslogMessage() {}

  /** One event. */
  static byte[] ofEvent(String host, AuditEvent event) {
    AuditEntry entry = event.entry();
    var data = new StringBuilder("[audit@32473");
    parameter(data, "node", event.node().value());
    parameter(data, "seq", Long.toString(event.seq()));
    parameter(data, "actorId", entry.actorId());
    parameter(data, "actor", entry.actor());
    parameter(data, "action", entry.action().word());
    parameter(data, "targetType", entry.target().type());
    parameter(data, "targetId", entry.target().id());
    parameter(data, "target", entry.target().name());
    parameter(data, "outcome", entry.outcome().word());
    parameter(data, "reason", entry.reason());
    parameter(data, "client", entry.client());
    parameter(data, "prevHash", event.prevHash());
    parameter(data, "hash", event.hash());
    data.append(']');
    String text = entry.actor() + ' ' + entry.action().word() + ' ' + entry.target().name();
    return framed(head(host, severity(entry.outcome()), event, entry.action().word()), data, text);
  }

  /** The chain's newest number and hash, by which a cut tail can be seen later. */
  static byte[] ofHead(String host, AuditEvent newest) {
    var data = new StringBuilder("[chain@32473");
    parameter(data, "node", newest.node().value());
    parameter(data, "seq", Long.toString(newest.seq()));
    parameter(data, "hash", newest.hash());
    data.append(']');
    return framed(head(host, 6, newest, "chain-head"), data, "chain head");
  }

  private static String head(String host, int severity, AuditEvent event, String messageId) {
    return "<"
        + (AUDIT_FACILITY + severity)
        + ">1 "
        + event.at()
        + ' '
        + printable(host)
        + " tandem-vault - "
        + messageId
        + ' ';
  }

  private static byte[] framed(String head, StringBuilder data, String text) {
    var message = new ByteArrayOutputStream(1_024);
    message.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    message.writeBytes(data.toString().getBytes(StandardCharsets.UTF_8));
    message.write(' ');
    message.writeBytes(BYTE_ORDER_MARK);
    message.writeBytes(clean(text).strip().getBytes(StandardCharsets.UTF_8));
    var frame = new ByteArrayOutputStream(message.size() + 8);
    frame.writeBytes((message.size() + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(message.toByteArray());
    return frame.toByteArray();
  }

  private static int severity(Outcome outcome) {
    return switch (outcome) {
      case OK -> 6;
      case REFUSED -> 4;
      case FAILED -> 3;
    };
  }

  private static void parameter(StringBuilder data, String name, String value) {
    data.append(' ').append(name).append("=\"");
    for (char c : clean(value).toCharArray()) {
      if (c == '"' || c == '\\' || c == ']') {
        data.append('\\');
      }
      data.append(c);
    }
    data.append('"');
  }

  /** Receivers may take a control character for the end of a message. */
  private static String clean(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.CONTROL ? ' ' : c)
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** A host name of RFC 5424: 1 to 255 printable ASCII characters, {@code -} if not known. */
  private static String printable(String host) {
    String kept = host.replaceAll("[^\\x21-\\x7E]", "");
    return kept.isEmpty() ? "-" : kept.substring(0, Math.min(255, kept.length()));
  }
}
