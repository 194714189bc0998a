package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.tandemvault.web.rest.problem.ContainerProblems;
import org.tandemvault.web.ui.look.Look;

/** The organisation's logo and colours; a logo that is opened by itself can do nothing. */
final class LookServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String PICTURE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

  private final transient Look look;
  private final transient ProblemPage problems;

  LookServlet(Look look, ProblemPage problems) {
    this.look = look;
    this.problems = problems;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String asked = request.getPathInfo() == null ? "" : request.getPathInfo();
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      problems.write(response, ContainerProblems.of(405));
    } else if (asked.equals("/logo") && look.logo().isPresent()) {
      Look.Picture picture = look.logo().get();
      write(response, picture.mediaType(), picture.bytes());
    } else if (asked.equals("/colours.css")) {
      byte[] css = look.hasColours() ? utf8(look.styleSheet()) : new byte[0];
      write(response, "text/css; charset=utf-8", css);
    } else {
      problems.write(response, ContainerProblems.of(404));
    }
  }

  private static void write(HttpServletResponse response, String mediaType, byte[] body)
      throws IOException {
    response.setHeader("Content-Security-Policy", PICTURE_POLICY);
    response.setHeader("Cache-Control", "max-age=300");
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
