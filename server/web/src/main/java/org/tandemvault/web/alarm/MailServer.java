package org.tandemvault.web.alarm;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.tandemvault.crypto.Secret;

/**
 * Where mail goes.
 *
 * @param security how the connection is made safe
 * @param login empty if the server wants none
 * @param trusted whose certificates are believed
 */
public record MailServer(
    String host, int port, Security security, Optional<Login> login, SSLContext trusted) {

  /** How the connection is made safe. */
  public enum Security {
    /** Plain, for a relay on this machine only. */
    NONE,
    /** Begins plain and must become TLS before anything is said. */
    STARTTLS,
    TLS
  }

  /** Kept for as long as the node runs. */
  public record Login(String user, Secret password) {}
}
