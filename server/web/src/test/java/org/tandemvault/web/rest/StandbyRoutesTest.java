package org.tandemvault.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tandemvault.web.rest.RestServer.Answer;

/** Every call of the API by everybody on a standby. */
final class StandbyRoutesTest {

  private static TwoNodes nodes;

  @BeforeAll
  static void start() {
    nodes = new TwoNodes();
    nodes.vault.always();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  static Stream<String> everybody() {
    return Stream.concat(TwoNodes.ROLES.stream(), TwoNodes.ROLES.stream().map(r -> r + " token"));
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void noCallOfAnybodyChangesWhatIsReplicated(String who) {
    for (Route route : VaultApi.routes()) {
      TableDigest before = nodes.digest();
      Answer answer = call(person(who), route);
      assertThat(nodes.digest()).as("after %s", route).isEqualTo(before);
      assertThat(answer.status()).as("%s: %s", route, answer.text()).isLessThan(500);
    }
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void everyChangeByAnybodyIsSentToThePrimary(String who) {
    RestPerson person = person(who);
    for (Route route : routes(Effect.Kind.WRITE)) {
      Answer answer = call(person, route);
      assertThat(answer.outcome()).as("%s", route).isEqualTo("409 read-only-node");
      assertThat(answer.text("primary")).as("%s", route).isEqualTo(TestVault.PRIMARY);
    }
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void whatChangesNothingIsNotRefusedForTheNodesSake(String who) {
    for (Effect.Kind kind : List.of(Effect.Kind.READ, Effect.Kind.LOCAL)) {
      for (Route route : routes(kind)) {
        Answer answer = call(person(who), route);
        assertThat(answer.status()).as("%s: %s", route, answer.text()).isNotEqualTo(409);
      }
    }
  }

  @Test
  void whoIsUnknownIsToldToSignIn() {
    RestPerson nobody = RestPerson.withToken(nodes.standby, "made-up");
    for (Route route : VaultApi.routes()) {
      if (!route.path().equals("/sessions")) {
        assertThat(call(nobody, route).status()).as("%s", route).isEqualTo(401);
      }
    }
  }

  @Test
  void theDigestSeesAChange() {
    TableDigest before = nodes.digest();
    RestPerson.of(nodes.primary.server, "some-admin").create("/folders", "{\"name\":\"more\"}");
    assertThat(nodes.digest()).isNotEqualTo(before);
  }

  private static List<Route> routes(Effect.Kind kind) {
    return VaultApi.routes().stream().filter(route -> route.effect() == kind).toList();
  }

  private static RestPerson person(String who) {
    return who.endsWith(" token")
        ? nodes.programOnStandby(who.replace(" token", ""))
        : nodes.onStandby(who);
  }

  private static Answer call(RestPerson person, Route route) {
    String path = route.path();
    if (path.contains("{id}")) {
      path = path.replace("{id}", nodes.ids.get(path.split("/", -1)[1]));
    }
    return switch (route.method()) {
      case "GET" -> person.get(path);
      case "DELETE" -> person.delete(path);
      default ->
          path.equals("/import")
              ? person.send("POST", path, "text/csv", "resource,login,password\nx,y,z\n")
              : person.send(route.method(), path, "application/json", "{}");
    };
  }
}
