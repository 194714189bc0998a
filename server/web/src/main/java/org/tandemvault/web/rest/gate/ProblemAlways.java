package org.tandemvault.web.rest.gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.tandemvault.web.rest.problem.ContainerProblems;
import org.tandemvault.web.rest.problem.Problem;

/** Gives a problem to refusals that the runtime makes by itself, past every mapper. */
public final class ProblemAlways implements ContainerResponseFilter {

  private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    if (status >= 400 && !(response.getEntity() instanceof Problem)) {
      response.setEntity(ContainerProblems.of(status), new Annotation[0], PROBLEM);
    }
  }
}
