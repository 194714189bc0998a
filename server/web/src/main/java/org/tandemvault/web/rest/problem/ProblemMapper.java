package org.tandemvault.web.rest.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a route throws into problem+json. Thread-safe. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  @Override
  public Response toResponse(Throwable failure) {
    Refusal refusal = Refusal.of(failure).orElseGet(() -> unforeseen(failure));
    if (refusal.problem().status() == 503) {
      LOG.warn("Refused with {}", refusal.problem().code(), failure);
    }
    return refusal.response();
  }

  private static Refusal unforeseen(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.error("Incident {}", incident, failure);
    return Refusal.unexpected(incident);
  }
}
