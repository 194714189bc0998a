package org.tandemvault.web.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.shared.UnavailableException;

/**
 * Whether this node can serve: its database answers and its audit trail can be written, without
 * which nothing is signed in to or revealed. Thread-safe; what the database answered holds for a
 * second, so that asking often costs nothing.
 */
public final class Readiness {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration HOLDS = Duration.ofSeconds(1);

  private final Node node;
  private final SettingsAdministration settings;
  private final AuditTrail trail;
  private final Clock clock;
  private Instant askedAt = Instant.MIN;
  private boolean databaseAnswers;

  public Readiness(Node node, SettingsAdministration settings, AuditTrail trail, Clock clock) {
    this.node = node;
    this.settings = settings;
    this.trail = trail;
    this.clock = clock;
  }

  /** As of now. */
  public synchronized State state() {
    boolean database = databaseAnswers();
    return new State(database, auditIsWritten(), node.acceptsWrites());
  }

  private boolean auditIsWritten() {
    return trail.health().writable();
  }

  private boolean databaseAnswers() {
    Instant now = clock.instant();
    if (askedAt.isBefore(now.minus(HOLDS)) || askedAt.isAfter(now)) {
      boolean before = databaseAnswers;
      databaseAnswers = ask();
      askedAt = clock.instant();
      if (before != databaseAnswers) {
        LOG.info("The database {}", databaseAnswers ? "answers" : "does not answer");
      }
    }
    return databaseAnswers;
  }

  private boolean ask() {
    try {
      settings.get();
      return true;
    } catch (UnavailableException e) {
      LOG.debug("The database does not answer", e);
      return false;
    }
  }

  /** What can be served. */
  public record State(boolean database, boolean audit, boolean primary) {

    /** Sign-in, search, reveal. */
    public boolean reads() {
      return database && audit;
    }

    /** Changes too. */
    public boolean writes() {
      return reads() && primary;
    }
  }
}
