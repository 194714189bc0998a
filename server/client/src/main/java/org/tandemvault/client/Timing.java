package org.tandemvault.client;

import java.time.Duration;

/**
 * How long the client waits for what.
 *
 * @param connect for a connection
 * @param stagger for the preferred server alone, before the others are asked too
 * @param prefer for a better server, when a worse one has answered
 * @param probe for any server to answer a probe
 * @param watch between looks at a server that has a call and does not answer
 * @param retry between probes of a server that failed
 * @param fresh how long an answer counts as a proof that a server serves
 * @param emergency how long to wait for a standby that still believes in a dead primary
 * @param pause between tries meanwhile
 */
record Timing(
    Duration connect,
    Duration stagger,
    Duration prefer,
    Duration probe,
    Duration watch,
    Duration retry,
    Duration fresh,
    Duration emergency,
    Duration pause) {

  /** Together a dead primary costs less than 3 s. */
  static final Timing USUAL =
      new Timing(
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofMillis(700),
          Duration.ofSeconds(8),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofMillis(500));

  Timing withEmergency(Duration wait) {
    return new Timing(connect, stagger, prefer, probe, watch, retry, fresh, wait, pause);
  }
}
