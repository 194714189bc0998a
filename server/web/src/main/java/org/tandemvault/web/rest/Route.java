package org.tandemvault.web.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One call of the API, read off the code that answers it.
 *
 * @param method e.g. {@code POST}
 * @param path under /api/v1, e.g. {@code /accounts/{id}/reveal}
 */
public record Route(String method, String path, Effect.Kind effect) {

  /** Every call that these classes answer, by path, then method. */
  public static List<Route> of(Collection<Class<?>> classes) {
    return classes.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(code -> verb(code).map(verb -> route(verb, code)).stream())
        .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
        .toList();
  }

  private static Optional<String> verb(Method code) {
    return Arrays.stream(code.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  private static Route route(String verb, Method code) {
    Path type = code.getDeclaringClass().getAnnotation(Path.class);
    Path own = code.getAnnotation(Path.class);
    String path = (type == null ? "" : type.value()) + "/" + (own == null ? "" : own.value());
    Effect effect = code.getAnnotation(Effect.class);
    return new Route(
        verb,
        ("/" + path).replaceAll("/+", "/").replaceAll("(.)/$", "$1"),
        effect == null ? Effect.Kind.READ : effect.value());
  }
}
