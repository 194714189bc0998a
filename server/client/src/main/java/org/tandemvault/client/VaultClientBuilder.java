package org.tandemvault.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Describes a client. Not thread-safe. */
public final class VaultClientBuilder {

  private final Servers servers;
  private SSLContext trust = Trust.ofJdk();
  private Tokens tokens = Tokens.none();
  private Timing timing = Timing.USUAL;
  private Consumer<String> notices = words -> {};

  VaultClientBuilder(Servers servers) {
    this.servers = servers;
  }

  /**
   * Trusts the authorities in this PEM file and no others; without it, those that the JDK knows.
   *
   * @throws IllegalArgumentException if it can't be read or holds no certificate
   */
  public VaultClientBuilder authority(Path pem) {
    this.trust = Trust.of(pem);
    return this;
  }

  /** Who asks. */
  public VaultClientBuilder tokens(Tokens theirs) {
    this.tokens = theirs;
    return this;
  }

  /**
   * How long to wait for a standby that serves in emergencies only and has not noticed yet that the
   * primary is dead; 20 s by default, none with zero.
   */
  public VaultClientBuilder emergencyPatience(Duration wait) {
    this.timing = timing.withEmergency(wait);
    return this;
  }

  /** Who is told, for people, what the client waits for. */
  public VaultClientBuilder notices(Consumer<String> listener) {
    this.notices = listener;
    return this;
  }

  VaultClientBuilder timing(Timing other) {
    this.timing = other;
    return this;
  }

  /** The client; no connection is made before the first call. */
  public VaultClient connect() {
    var line = new Switchboard.Line(new Wire(trust, timing.connect()), servers, timing);
    return new VaultClient(line, new Switchboard(line, tokens, notices));
  }
}
