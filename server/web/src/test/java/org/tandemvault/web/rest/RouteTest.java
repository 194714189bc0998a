package org.tandemvault.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tandemvault.web.http.ApiDescription;

final class RouteTest {

  @Test
  void everyCallOfTheInterfaceIsThere() {
    assertThat(VaultApi.routes().stream().map(r -> r.method() + " " + r.path()))
        .contains(
            "POST /sessions",
            "DELETE /sessions/current",
            "POST /me/password",
            "POST /tokens",
            "GET /tokens",
            "DELETE /tokens/{id}",
            "GET /resources",
            "POST /resources",
            "GET /resources/{id}",
            "PUT /resources/{id}",
            "DELETE /resources/{id}",
            "GET /resources/{id}/accounts",
            "POST /resources/{id}/accounts",
            "GET /accounts/{id}",
            "PUT /accounts/{id}",
            "DELETE /accounts/{id}",
            "POST /accounts/{id}/reveal",
            "PUT /accounts/{id}/password",
            "GET /accounts/{id}/history",
            "POST /passwords/generate",
            "GET /resources/{id}/shares",
            "PUT /resources/{id}/shares",
            "GET /accounts/{id}/shares",
            "PUT /accounts/{id}/shares",
            "GET /folders/{id}/shares",
            "PUT /folders/{id}/shares",
            "GET /users",
            "POST /users",
            "GET /users/{id}",
            "PUT /users/{id}",
            "DELETE /users/{id}",
            "POST /users/{id}/reset-password",
            "POST /users/{id}/unlock",
            "GET /groups",
            "POST /groups",
            "GET /groups/{id}",
            "PUT /groups/{id}",
            "DELETE /groups/{id}",
            "GET /folders",
            "POST /folders",
            "GET /folders/{id}",
            "PUT /folders/{id}",
            "DELETE /folders/{id}",
            "GET /policies",
            "POST /policies",
            "GET /policies/{id}",
            "PUT /policies/{id}",
            "DELETE /policies/{id}",
            "POST /import",
            "GET /export",
            "GET /audit",
            "GET /audit/verify",
            "GET /ha",
            "POST /ha/drill");
  }

  @Test
  void theDescriptionNamesExactlyTheRoutesThereAre() throws IOException {
    JsonNode paths = new ObjectMapper().readTree(ApiDescription.json()).get("paths");
    var described = new TreeSet<String>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        m -> described.add(m.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            VaultApi.routes().stream()
                .filter(r -> !r.method().equals("HEAD"))
                .map(r -> r.method() + " /api/v1" + r.path())
                .toList());
  }

  @Test
  void everyDescribedCallSaysWhatItDoesAndHowItIsRefused() throws IOException {
    JsonNode paths = new ObjectMapper().readTree(ApiDescription.json()).get("paths");
    paths.forEach(
        path ->
            path.forEach(
                call -> {
                  assertThat(call.path("summary").asText()).isNotBlank();
                  assertThat(call.path("responses").has("default")).isTrue();
                }));
  }

  @Test
  void everyRouteThatIsNoGetSaysWhatItWrites() {
    assertThat(handlers())
        .filteredOn(code -> verb(code).stream().noneMatch(v -> v.equals("GET") || v.equals("HEAD")))
        .allMatch(code -> code.isAnnotationPresent(Effect.class));
  }

  @Test
  void everyRouteWithABodySaysItsMediaType() {
    assertThat(handlers())
        .filteredOn(
            code ->
                Arrays.stream(code.getParameters()).anyMatch(p -> p.getAnnotations().length == 0))
        .allMatch(code -> code.isAnnotationPresent(Consumes.class));
  }

  @Test
  void everyClassWithAPathIsServed() {
    assertThat(VaultApi.ROUTES)
        .allMatch(type -> type.getAnnotation(Path.class).value().equals("/"))
        .allMatch(type -> Modifier.isFinal(type.getModifiers()));
  }

  private static List<Method> handlers() {
    return VaultApi.ROUTES.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(code -> !verb(code).isEmpty())
        .toList();
  }

  private static List<String> verb(Method code) {
    return Arrays.stream(code.getAnnotations())
        .map(a -> a.annotationType().getAnnotation(jakarta.ws.rs.HttpMethod.class))
        .filter(java.util.Objects::nonNull)
        .map(jakarta.ws.rs.HttpMethod::value)
        .toList();
  }
}
