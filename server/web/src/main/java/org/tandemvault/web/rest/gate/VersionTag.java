package org.tandemvault.web.rest.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.tandemvault.web.rest.Preconditions;
import org.tandemvault.web.rest.Versioned;

/** Puts the ETag on answers that people edit. */
public final class VersionTag implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Versioned thing) {
      response.getHeaders().putSingle(HttpHeaders.ETAG, Preconditions.tag(thing.version()));
    }
  }
}
