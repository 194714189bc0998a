package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.tandemvault.web.rest.problem.ContainerProblems;

/** Answers problem+json where the server would show a page of its own. */
final class ProblemInsteadOfPage extends HttpServletResponseWrapper {

  private final HttpServletResponse response;
  private final ProblemPage problems;

  ProblemInsteadOfPage(HttpServletResponse response, ProblemPage problems) {
    super(response);
    this.response = response;
    this.problems = problems;
  }

  @Override
  public void sendError(int status) throws IOException {
    response.resetBuffer();
    problems.write(response, ContainerProblems.of(status));
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    sendError(status);
  }
}
