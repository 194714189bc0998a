package org.tandemvault.web.http;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The ids of browser sessions, which are the pages' cookies: 256 bits of a secure generator. Payara
 * makes 112 bits, half of them from the clock and from object hashes; its setting for another
 * generator takes only classes of its own libraries, so the generator is put into the application's
 * session keeper at the start. Where that is not as it was, the application does not start.
 */
final class SessionIds {

  private static final int BYTES = 32;

  private final SecureRandom random;

  SessionIds(SecureRandom random) {
    this.random = random;
  }

  /** From now on new sessions of this application have such ids. */
  void makeAllOf(ServletContext context) {
    try {
      Object application = inner(inner(context));
      Object keeper = application.getClass().getMethod("getManager").invoke(application);
      Method setter =
          Arrays.stream(keeper.getClass().getMethods())
              .filter(method -> method.getName().equals("setUuidGenerator"))
              .findFirst()
              .orElseThrow(NoSuchMethodException::new);
      Class<?> generator = setter.getParameterTypes()[0];
      setter.invoke(
          keeper,
          Proxy.newProxyInstance(
              generator.getClassLoader(), new Class<?>[] {generator}, answering()));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(
          "The web server's session keeper is not as it was: give it secure ids another way.",
          changed);
    }
  }

  /** A new id. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private InvocationHandler answering() {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          case "toString" -> "session ids of " + 8 * BYTES + " bits";
          default -> next();
        };
  }

  /** What a facade stands before. */
  private static Object inner(Object facade) throws ReflectiveOperationException {
    for (Class<?> type = facade.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("context")) {
          field.setAccessible(true);
          return field.get(facade);
        }
      }
    }
    throw new NoSuchFieldException("context of " + facade.getClass().getName());
  }
}
