package org.tandemvault.web.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tandemvault.web.rest.problem.Problem;
import org.tandemvault.web.rest.problem.Refusal;

/** Writes problem+json outside JAX-RS. Thread-safe. */
public final class ProblemPage {

  private final ObjectWriter writer;

  public ProblemPage(ObjectMapper json) {
    this.writer = json.writer();
  }

  void write(HttpServletResponse response, Refusal refusal) throws IOException {
    refusal.headers().forEach(response::setHeader);
    write(response, refusal.problem());
  }

  void write(HttpServletResponse response, Problem problem) throws IOException {
    byte[] body = writer.writeValueAsBytes(problem);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
