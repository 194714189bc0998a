package org.tandemvault.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a password is revealed, and which version of it.
 *
 * @param reason some policies ask for one; may be empty
 * @param ticket the number of a ticket; may be empty
 * @param version an older version, else the newest
 */
public record RevealReason(String reason, String ticket, Optional<Long> version) {

  /** The newest version, for this reason. */
  public static RevealReason of(String reason) {
    return new RevealReason(reason, "", Optional.empty());
  }

  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    if (!reason.isEmpty()) {
      fields.put("reason", reason);
    }
    if (!ticket.isEmpty()) {
      fields.put("ticket", ticket);
    }
    version.ifPresent(n -> fields.put("version", n));
    return fields;
  }
}
