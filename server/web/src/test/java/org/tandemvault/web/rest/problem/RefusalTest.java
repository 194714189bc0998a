package org.tandemvault.web.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.TooLargeException;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.core.shared.UsePrimaryException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.web.rest.json.VaultJson;

final class RefusalTest {

  private static final Map<VaultException, Integer> STATUSES =
      Map.ofEntries(
          Map.entry(new MalformedException("m"), 400),
          Map.entry(new UnauthenticatedException("m"), 401),
          Map.entry(new ForbiddenException("m"), 403),
          Map.entry(new NotFoundException("m"), 404),
          Map.entry(ConflictException.nameTaken("user"), 409),
          Map.entry(new StaleVersionException("m"), 412),
          Map.entry(new ReadOnlyNodeException("https://p"), 409),
          Map.entry(new UsePrimaryException("https://p"), 409),
          Map.entry(new TooLargeException("m"), 413),
          Map.entry(InvalidException.of("f", "m"), 422),
          Map.entry(new TooManyAttemptsException(Duration.ofMillis(1500)), 429),
          Map.entry(UnavailableException.audit(new IllegalStateException()), 503),
          Map.entry(new UnreadableSecretException("w", new IllegalStateException()), 500));

  @Test
  void everyExceptionOfTheTreeIsTriedHere() {
    assertThat(STATUSES.keySet().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(leaves(VaultException.class));
  }

  @Test
  void everyVaultExceptionHasItsStatusCodeAndText() {
    STATUSES.forEach(
        (failure, status) -> {
          Problem problem = Refusal.of(failure).orElseThrow().problem();
          assertThat(problem.status()).isEqualTo(status);
          assertThat(problem.code()).isEqualTo(failure.code());
          assertThat(problem.detail()).isEqualTo(failure.getMessage());
          assertThat(problem.type()).endsWith(failure.code());
          assertThat(problem.title()).isNotBlank();
        });
  }

  @Test
  void violationsNameTheirFields() {
    var failure = new InvalidException(List.of(new Violation("name", "must not be empty")));
    assertThat(Refusal.of(failure).orElseThrow().problem().violations())
        .containsExactly(new Violation("name", "must not be empty"));
  }

  @Test
  void aProblemIsWrittenAsRfc9457() {
    JsonNode json =
        VaultJson.mapper()
            .valueToTree(Refusal.of(InvalidException.of("f", "m")).orElseThrow().problem());
    var names = new ArrayList<String>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("type", "title", "status", "code", "detail", "violations");
  }

  @Test
  void aStandbySaysWhereThePrimaryIs() {
    JsonNode json =
        VaultJson.mapper()
            .valueToTree(
                Refusal.of(new ReadOnlyNodeException("https://p:7272")).orElseThrow().problem());
    assertThat(json.get("primary").textValue()).isEqualTo("https://p:7272");
  }

  @Test
  void headersTellWhatToDo() {
    assertThat(headers(new TooManyAttemptsException(Duration.ofMillis(1500))))
        .containsEntry("Retry-After", "2");
    assertThat(headers(UnavailableException.audit(new IllegalStateException())))
        .containsKey("Retry-After");
    assertThat(headers(new UnauthenticatedException("m")))
        .containsEntry("WWW-Authenticate", "Bearer realm=\"tandem-vault\"");
    assertThat(headers(new jakarta.ws.rs.NotAllowedException("GET"))).containsEntry("Allow", "GET");
  }

  @Test
  void whatNobodyForesawTellsNothingOfItsCause() {
    var failure = new IllegalStateException("secret hunter2 at org.tandemvault.Thing");
    try (Response response = new ProblemMapper().toResponse(failure)) {
      assertThat(response.getStatus()).isEqualTo(500);
      assertThat(response.getEntity().toString())
          .contains("incident")
          .doesNotContain("hunter2", "org.tandemvault.Thing", "IllegalState");
    }
  }

  private static Map<String, String> headers(Throwable failure) {
    return Refusal.of(failure).orElseThrow().headers();
  }

  private static List<Class<?>> leaves(Class<?> type) {
    return Modifier.isAbstract(type.getModifiers())
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(t -> leaves(t).stream()).toList()
        : Stream.<Class<?>>of(type).toList();
  }
}
