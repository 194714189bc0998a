package org.tandemvault.web.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumSet;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.web.rest.gate.ClientAddress;
import org.tandemvault.web.rest.gate.VaultMetrics;
import org.tandemvault.web.rest.json.VaultJson;
import org.tandemvault.web.ui.look.Look;

/** Puts the front door and the servlets around API and UI when the application starts. */
@WebListener
public final class WebRim implements ServletContextListener {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    new SessionIds(new SecureRandom()).makeAllOf(context);
    ObjectMapper json = VaultJson.mapper();
    var problems = new ProblemPage(json);
    var door = context.addFilter("door", new FrontDoor(bean(ClientAddress.class), problems));
    door.setAsyncSupported(true);
    door.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    serve(context, new NowhereServlet(problems), "/api/*");
    Look look = bean(Look.class);
    context.setAttribute(Look.class.getName(), look);
    serve(context, new LookServlet(look, problems), "/" + Look.PATH + "/*");
    addHealth(
        context,
        new HealthAnswers(bean(Readiness.class), bean(HaStatusSource.class), json),
        problems);
    addMonitoring(context, new Monitors(bean(SignIn.class)), problems);
  }

  private static void addHealth(
      ServletContext context, HealthAnswers health, ProblemPage problems) {
    serve(context, new GetServlet(health::live, problems), "/health/live");
    serve(context, new GetServlet(health::ready, problems), "/health/ready");
    serve(context, new GetServlet(health::ready, problems), "/ha/readable");
    serve(context, new GetServlet(health::active, problems), "/ha/active");
    serve(context, new NowhereServlet(problems), "/health/*");
  }

  private static void addMonitoring(
      ServletContext context, Monitors monitors, ProblemPage problems) {
    VaultMetrics metrics = bean(VaultMetrics.class);
    byte[] description = ApiDescription.json();
    GetServlet.Answering scrape =
        request -> {
          monitors.require(request);
          byte[] body = metrics.scrape().getBytes(StandardCharsets.UTF_8);
          return new GetServlet.Text(200, PROMETHEUS, body);
        };
    GetServlet.Answering describe =
        request -> {
          monitors.require(request);
          return new GetServlet.Text(200, "application/json", description);
        };
    serve(context, new GetServlet(scrape, problems), "/metrics");
    serve(context, new GetServlet(describe, problems), "/openapi");
  }

  private static void serve(ServletContext context, Servlet servlet, String path) {
    context.addServlet("rim " + path, servlet).addMapping(path);
  }

  private static <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }
}
