package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tandemvault.web.rest.problem.ContainerProblems;

/** What is under /api but not in the API: 404, and not the UI. */
final class NowhereServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ProblemPage problems;

  NowhereServlet(ProblemPage problems) {
    this.problems = problems;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.write(response, ContainerProblems.of(404));
  }
}
