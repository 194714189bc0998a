package org.tandemvault.web.rest;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.node.Node;
import org.tandemvault.web.rest.access.AccessRoutes;
import org.tandemvault.web.rest.access.ShareRoutes;
import org.tandemvault.web.rest.audit.AuditRoutes;
import org.tandemvault.web.rest.gate.BearerGate;
import org.tandemvault.web.rest.gate.BodyGate;
import org.tandemvault.web.rest.gate.CallMeter;
import org.tandemvault.web.rest.gate.ProblemAlways;
import org.tandemvault.web.rest.gate.StandbyGate;
import org.tandemvault.web.rest.gate.VaultMetrics;
import org.tandemvault.web.rest.gate.VersionTag;
import org.tandemvault.web.rest.identity.DirectoryRoutes;
import org.tandemvault.web.rest.identity.GroupRoutes;
import org.tandemvault.web.rest.identity.MeRoutes;
import org.tandemvault.web.rest.identity.SessionRoutes;
import org.tandemvault.web.rest.identity.TokenRoutes;
import org.tandemvault.web.rest.identity.UserRoutes;
import org.tandemvault.web.rest.json.JsonBodyReader;
import org.tandemvault.web.rest.json.JsonBodyWriter;
import org.tandemvault.web.rest.json.VaultJson;
import org.tandemvault.web.rest.node.HaRoutes;
import org.tandemvault.web.rest.policy.GeneratorRoutes;
import org.tandemvault.web.rest.policy.PolicyRoutes;
import org.tandemvault.web.rest.policy.SettingsRoutes;
import org.tandemvault.web.rest.problem.ProblemMapper;
import org.tandemvault.web.rest.resource.AccountRoutes;
import org.tandemvault.web.rest.resource.FolderRoutes;
import org.tandemvault.web.rest.resource.PasswordRoutes;
import org.tandemvault.web.rest.resource.ResourceRoutes;
import org.tandemvault.web.rest.resource.TransferRoutes;

/**
 * The REST API.
 *
 * <p>Routes, gates, reader, writer and mapper are made once and serve every call, so that a call
 * costs no look-up. Nothing that the server would bring along by itself (other JSON bindings, WADL)
 * takes part.
 */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tandem Vault",
            version = "1",
            description =
                "JSON over HTTPS with 'Authorization: Bearer <token>'. Every refusal is"
                    + " application/problem+json with type, title, status, code, detail and"
                    + " violations[{field,message}].",
            license = @License(name = "Apache-2.0")),
    security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
public final class VaultApi extends Application {

  /**
   * The classes that answer calls. All have the path "/" and their methods the whole path: JAX-RS
   * first chooses a class by its own path and then looks no further.
   */
  public static final List<Class<?>> ROUTES =
      List.of(
          AccessRoutes.class,
          AccountRoutes.class,
          AuditRoutes.class,
          DirectoryRoutes.class,
          FolderRoutes.class,
          GeneratorRoutes.class,
          GroupRoutes.class,
          HaRoutes.class,
          MeRoutes.class,
          PasswordRoutes.class,
          PolicyRoutes.class,
          ResourceRoutes.class,
          SessionRoutes.class,
          SettingsRoutes.class,
          ShareRoutes.class,
          TokenRoutes.class,
          TransferRoutes.class,
          UserRoutes.class);

  private final Set<Object> made = new LinkedHashSet<>();

  /** Every call there is. */
  public static List<Route> routes() {
    return Route.of(ROUTES);
  }

  /** What every call passes, and what reads and writes bodies. */
  public static List<Object> frame(SignIn signIn, StandbyGate standby, VaultMetrics metrics) {
    var json = VaultJson.mapper();
    return List.of(
        new JsonBodyReader(json),
        new JsonBodyWriter(json),
        new ProblemMapper(),
        new CallMeter(metrics),
        new BearerGate(signIn, standby),
        new BodyGate(),
        new VersionTag(),
        new ProblemAlways());
  }

  /** How the runtime is told to bring nothing along. */
  public static Map<String, Object> settings() {
    return Map.of(
        "jersey.config.disableAutoDiscovery", true,
        "jersey.config.disableJsonBinding", true,
        "jersey.config.disableJsonProcessing", true,
        "jersey.config.disableMoxyJson", true,
        "jersey.config.server.wadl.disableWadl", true,
        "jersey.config.beanValidation.disable.server", true);
  }

  @Override
  public Map<String, Object> getProperties() {
    return settings();
  }

  /** Instances, since a class would be made anew by the container for every call. */
  @Override
  @SuppressWarnings({"deprecation", "removal"})
  public Set<Object> getSingletons() {
    synchronized (made) {
      if (made.isEmpty()) {
        var beans = CDI.current();
        ROUTES.forEach(type -> made.add(route(type, beans)));
        made.addAll(
            frame(
                beans.select(SignIn.class).get(),
                new StandbyGate(
                    beans.select(Node.class).get(), beans.select(EmergencyAccess.class).get()),
                beans.select(VaultMetrics.class).get()));
      }
      return Set.copyOf(made);
    }
  }

  /**
   * Makes a route of the use cases that its constructor takes. Routes are no beans themselves: the
   * container would then look each up again for every call.
   */
  private static Object route(Class<?> type, CDI<Object> beans) {
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] useCases =
        Arrays.stream(constructor.getParameterTypes())
            .map(useCase -> beans.select(useCase).get())
            .toArray();
    try {
      return constructor.newInstance(useCases);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make the routes of " + type.getName(), e);
    }
  }
}
