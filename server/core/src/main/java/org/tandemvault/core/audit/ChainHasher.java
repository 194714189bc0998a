package org.tandemvault.core.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.MessageAuthenticator;

/**
 * Signs events and checks their signatures. Thread-safe.
 *
 * <p>Form 1 of what is signed: the version byte 1; then node, number, microseconds since 1970,
 * actor id, actor, action, target type, target id, target name, outcome, reason, client, previous
 * hash. Numbers are 8 bytes, big-endian; texts are UTF-8 with their length before them in 4 bytes,
 * so no two events read alike. A new form is a new version byte; this one stays readable for ever.
 */
final class ChainHasher {

  private static final byte VERSION = 1;

  private final MessageAuthenticator authenticator;

  ChainHasher(MessageAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** The event that follows {@code before} in the node's chain. */
  AuditEvent link(NodeId node, ChainHead before, Instant at, AuditEntry entry) {
    Instant stored = at.truncatedTo(ChronoUnit.MICROS);
    AuditEvent unsigned = new AuditEvent(node, before.seq() + 1, stored, entry, before.hash(), "");
    String hash = HexFormat.of().formatHex(authenticator.mac(form(unsigned)));
    return new AuditEvent(node, unsigned.seq(), stored, entry, before.hash(), hash);
  }

  /** True if who signed the event had the key, and nothing in it was changed since. */
  boolean isAuthentic(AuditEvent event) {
    byte[] code;
    try {
      code = HexFormat.of().parseHex(event.hash());
    } catch (IllegalArgumentException notHex) {
      return false;
    }
    return authenticator.verify(code, form(event));
  }

  private static byte[] form(AuditEvent event) {
    AuditEntry entry = event.entry();
    var form = new ByteArrayOutputStream(512);
    form.write(VERSION);
    text(form, event.node().value());
    number(form, event.seq());
    number(form, ChronoUnit.MICROS.between(Instant.EPOCH, event.at()));
    text(form, entry.actorId());
    text(form, entry.actor());
    text(form, entry.action().word());
    text(form, entry.target().type());
    text(form, entry.target().id());
    text(form, entry.target().name());
    text(form, entry.outcome().word());
    text(form, entry.reason());
    text(form, entry.client());
    text(form, event.prevHash());
    return form.toByteArray();
  }

  private static void text(ByteArrayOutputStream form, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    form.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    form.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream form, long number) {
    form.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
