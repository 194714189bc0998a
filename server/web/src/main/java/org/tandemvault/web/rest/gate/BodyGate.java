package org.tandemvault.web.rest.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;

/**
 * Bounds every body while it is read, and refuses one of another media type or charset than the
 * route takes.
 */
@Priority(Priorities.AUTHORIZATION + 100)
public final class BodyGate implements ContainerRequestFilter {

  private static final int USUAL_MEBIBYTES = 1;

  @Context private ResourceInfo route;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.hasEntity() || route.getResourceMethod() == null) {
      return;
    }
    Method code = route.getResourceMethod();
    BodyLimit own = code.getAnnotation(BodyLimit.class);
    int mebibytes = own == null ? USUAL_MEBIBYTES : own.mebibytes();
    if (announced(request) > mebibytes * 1024L * 1024L) {
      throw BoundedInput.tooLarge(mebibytes);
    }
    request.setEntityStream(new BoundedInput(request.getEntityStream(), mebibytes));
    Consumes takes = code.getAnnotation(Consumes.class);
    if (takes != null && !isTaken(takes, request.getMediaType())) {
      throw new NotSupportedException();
    }
  }

  private static long announced(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }

  private static boolean isTaken(Consumes takes, MediaType sent) {
    if (sent == null || !MediaType.valueOf(takes.value()[0]).isCompatible(sent)) {
      return false;
    }
    String charset = sent.getParameters().get(MediaType.CHARSET_PARAMETER);
    return charset == null || charset.equalsIgnoreCase("utf-8");
  }
}
