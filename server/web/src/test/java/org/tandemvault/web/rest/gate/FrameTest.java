package org.tandemvault.web.rest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.web.rest.RestServer;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.TestVault;
import org.tandemvault.web.rest.Versioned;
import org.tandemvault.web.rest.json.EmptyBodyAllowed;

/** What every route gets from the frame around it. */
final class FrameTest {

  private static final String JSON = "application/json";
  private static final Map<String, String> NONE = Map.of();
  private static final byte[] PIECE = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

  private static RestServer server;

  @BeforeAll
  static void start() {
    var vault = new TestVault();
    server = RestServer.of(List.of(new Toys()), vault);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatIsVersionedHasAStrongTag() {
    Answer answer = server.call("GET", "/toys/7", NONE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).contains("\"7\"");
  }

  @Test
  void aRouteThatIsNotOpenWantsAToken() {
    Answer answer = server.call("GET", "/toys/closed", NONE);
    assertThat(answer.outcome()).isEqualTo("401 unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"tandem-vault\"");
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertThat(server.call("GET", "/nope", NONE).outcome()).isEqualTo("404 not-found");
    assertThat(server.call("GET", "/toys/7/more/of", NONE).outcome()).isEqualTo("404 not-found");
    assertThat(server.call("GET", "/application.wadl", NONE).outcome()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "FOO"})
  void anotherMethodIsNotAllowed(String method) {
    Answer answer = server.call(method, "/toys", NONE);
    assertThat(answer.outcome()).isEqualTo("405 method-not-allowed");
    assertThat(answer.header("Allow").orElse("")).contains("POST").contains("PUT");
  }

  @Test
  void optionsTellsTheMethods() {
    Answer answer = server.call("OPTIONS", "/toys", NONE);
    assertThat(answer.status()).isBetween(200, 204);
    assertThat(answer.header("Allow").orElse("")).contains("POST");
  }

  @Test
  void anotherMediaTypeIsNotMade() {
    assertThat(server.call("GET", "/toys/7", Map.of("Accept", "application/xml")).outcome())
        .isEqualTo("406 not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16",
        "application/merge-patch+json",
        "nonsense"
      })
  void anotherMediaTypeIsNotTaken(String type) {
    Answer answer = server.call("POST", "/toys", NONE, type, "{}");
    assertThat(answer.outcome())
        .isEqualTo(type.contains("/") ? "415 unsupported-media-type" : "400 malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {JSON, "application/json;charset=UTF-8", "Application/JSON; charset=utf-8"})
  void jsonInUtf8IsTaken(String type) {
    assertThat(server.call("POST", "/toys", NONE, type, "{\"name\":\"ä\"}").text("name"))
        .isEqualTo("ä");
  }

  @Test
  void aBodyIsLeftOutOnlyWhereAllOfItIsOptional() {
    assertThat(server.call("POST", "/toys", NONE).outcome()).isEqualTo("400 malformed");
    assertThat(server.call("PUT", "/toys", NONE).status()).isEqualTo(200);
  }

  @Test
  void aWrongFieldIsNamed() {
    Answer answer = server.call("POST", "/toys", NONE, JSON, "{\"nam\":\"x\"}");
    assertThat(answer.outcome()).isEqualTo("400 malformed");
    assertThat(answer.blamed()).containsExactly("nam");
  }

  @Test
  void moreThanAMebibyteIsTooLarge() {
    String body = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}";
    assertThat(server.call("POST", "/toys", NONE, JSON, body).outcome()).isEqualTo("413 too-large");
  }

  @Test
  void moreThanAMebibyteIsTooLargeAlsoWhenItsLengthIsNotTold() {
    assertThat(server.chunked("/toys", JSON, Collections.nCopies(17, PIECE)).outcome())
        .isEqualTo("413 too-large");
  }

  @Test
  void aRouteMayTakeMore() {
    assertThat(server.chunked("/toys/file", "text/csv", Collections.nCopies(17, PIECE)).status())
        .isEqualTo(200);
    assertThat(server.chunked("/toys/file", "text/csv", Collections.nCopies(33, PIECE)).outcome())
        .isEqualTo("413 too-large");
  }

  @Test
  void whatNobodyForesawIsToldWithoutItsCause() {
    Answer answer = server.call("GET", "/toys/broken", NONE);
    assertThat(answer.outcome()).isEqualTo("500 unexpected");
    assertThat(answer.text()).doesNotContain("hunter2", "Exception", "at org.");
  }

  @Test
  void aRefusalBeforeTheFirstByteOfAStreamIsAProblem() {
    assertThat(server.call("GET", "/toys/stream", NONE).outcome()).isEqualTo("403 forbidden");
  }

  /** Routes that do hardly anything. */
  @Path("/toys")
  @Produces(MediaType.APPLICATION_JSON)
  public static final class Toys {

    @POST
    @Open
    @Consumes(JSON)
    public Toy make(NewToy toy) {
      return new Toy(toy.name, 1);
    }

    @PUT
    @Open
    @Consumes(JSON)
    public Toy change(Wish wish) {
      return new Toy(wish.name, 1);
    }

    @GET
    @Open
    @Path("7")
    public Toy seven() {
      return new Toy(Optional.of("seven"), 7);
    }

    @GET
    @Path("closed")
    public Toy closed() {
      return seven();
    }

    @GET
    @Open
    @Path("broken")
    public Toy broken() {
      throw new IllegalStateException("hunter2");
    }

    @GET
    @Open
    @Path("stream")
    @Produces("text/csv")
    public Response stream() {
      StreamingOutput refused =
          out -> {
            throw new ForbiddenException("no");
          };
      return Response.ok(refused, "text/csv").build();
    }

    @POST
    @Open
    @Path("file")
    @BodyLimit(mebibytes = 2)
    @Consumes("text/csv")
    public Toy file(InputStream in) throws java.io.IOException {
      return new Toy(Optional.empty(), in.readAllBytes().length);
    }
  }

  /** A toy. */
  public record Toy(Optional<String> name, long version) implements Versioned {}

  /** A toy to be. */
  public record NewToy(Optional<String> name) {}

  /** A wish. */
  @EmptyBodyAllowed
  public record Wish(Optional<String> name) {}
}
