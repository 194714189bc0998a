package org.tandemvault.web.rest.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;

/** Tells the metrics how long each call took and how it ended. */
@PreMatching
@Priority(1)
public final class CallMeter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String STARTED = "org.tandemvault.started";

  private final VaultMetrics metrics;

  @Context private ResourceInfo route;

  public CallMeter(VaultMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STARTED) instanceof Long started) {
      Optional<Method> code = Optional.ofNullable(route.getResourceMethod());
      metrics.call(
          code.isPresent() ? request.getMethod() : "other",
          code.map(CallMeter::path).orElse("none"),
          response.getStatus(),
          Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static String path(Method code) {
    Path type = code.getDeclaringClass().getAnnotation(Path.class);
    Path own = code.getAnnotation(Path.class);
    return (type == null ? "" : type.value()) + "/" + (own == null ? "" : own.value());
  }
}
