package org.tandemvault.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.web.rest.gate.ClientAddress;
import org.tandemvault.web.rest.problem.ContainerProblems;

/**
 * Every request comes in here: it gets the security headers, the client's address is found out, and
 * what fails outside the UI is answered with problem+json.
 */
public final class FrontDoor extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final transient ClientAddress clients;
  private final transient ProblemPage problems;

  public FrontDoor(ClientAddress clients, ProblemPage problems) {
    this.clients = clients;
    this.problems = problems;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean machine = isForMachines(request);
    SecurityHeaders.set(response, machine);
    request.setAttribute(ClientAddress.ATTRIBUTE, client(request));
    if (!METHODS.contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
      problems.write(response, ContainerProblems.of(405));
    } else if (machine) {
      answerMachine(request, response, chain);
    } else if (OwnOrigin.isForeignWebSocket(request)) {
      problems.write(response, ContainerProblems.of(403));
    } else {
      chain.doFilter(request, NeverStored.isFor(request) ? new NeverStored(response) : response);
    }
  }

  private void answerMachine(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, new ProblemInsteadOfPage(response, problems));
    } catch (ServletException | RuntimeException e) {
      LOG.error("A call failed outside the routes", e);
      if (response.isCommitted()) {
        throw new IOException("The answer broke off.", e);
      }
      response.reset();
      SecurityHeaders.set(response, true);
      problems.write(response, ContainerProblems.of(500));
    }
  }

  private String client(HttpServletRequest request) {
    return clients.of(
        request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
  }

  private static boolean isForMachines(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/api")
        || path.startsWith("/api/")
        || path.startsWith("/health")
        || path.startsWith("/ha/")
        || path.startsWith("/metrics")
        || path.startsWith("/openapi");
  }
}
