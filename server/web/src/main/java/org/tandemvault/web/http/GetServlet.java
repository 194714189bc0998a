package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tandemvault.web.rest.problem.ContainerProblems;
import org.tandemvault.web.rest.problem.Refusal;

/** Answers GET and HEAD with a text, everything else with 405. */
final class GetServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Answering answering;
  private final transient ProblemPage problems;

  GetServlet(Answering answering, ProblemPage problems) {
    this.answering = answering;
    this.problems = problems;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      problems.write(response, ContainerProblems.of(405));
      return;
    }
    try {
      Text text = answering.answer(request);
      response.setStatus(text.status);
      response.setContentType(text.mediaType);
      response.setContentLength(text.body.length);
      response.getOutputStream().write(text.body);
    } catch (RuntimeException e) {
      problems.write(response, Refusal.of(e).orElseThrow(() -> e));
    }
  }

  /** Makes the answer to a request. */
  @FunctionalInterface
  interface Answering {
    Text answer(HttpServletRequest request);
  }

  /** An answer. */
  record Text(int status, String mediaType, byte[] body) {}
}
