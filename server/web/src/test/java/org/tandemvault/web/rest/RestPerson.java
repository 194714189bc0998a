package org.tandemvault.web.rest;

import java.util.HashMap;
import java.util.Map;
import org.tandemvault.web.rest.RestServer.Answer;

/** Somebody who calls the API with their token. */
public final class RestPerson {

  public static final String PASSWORD = "Correct horse 7 battery";

  private final RestServer server;
  private final String token;

  RestPerson(RestServer server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Signs in; the answer is what came back. */
  public static Answer signIn(RestServer server, String name, String password) {
    return server.call(
        "POST",
        "/sessions",
        Map.of(),
        "application/json",
        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  /** Signs in with the usual password. */
  public static RestPerson of(RestServer server, String name) {
    return withToken(server, signIn(server, name, PASSWORD).text("token"));
  }

  public static RestPerson withToken(RestServer server, String token) {
    return new RestPerson(server, token);
  }

  public String token() {
    return token;
  }

  public Answer get(String path) {
    return server.call("GET", path, headers(Map.of()));
  }

  public Answer delete(String path) {
    return server.call("DELETE", path, headers(Map.of()));
  }

  public Answer delete(String path, String ifMatch) {
    return server.call("DELETE", path, headers(Map.of("If-Match", ifMatch)));
  }

  public Answer post(String path) {
    return server.call("POST", path, headers(Map.of()));
  }

  public Answer post(String path, String json) {
    return server.call("POST", path, headers(Map.of()), "application/json", json);
  }

  public Answer put(String path, String json) {
    return server.call("PUT", path, headers(Map.of()), "application/json", json);
  }

  public Answer put(String path, String ifMatch, String json) {
    return server.call("PUT", path, headers(Map.of("If-Match", ifMatch)), "application/json", json);
  }

  public Answer send(String method, String path, String mediaType, String body) {
    return server.call(method, path, headers(Map.of()), mediaType, body);
  }

  /** Creates something that must be created; its id. */
  public String create(String path, String json) {
    Answer answer = post(path, json);
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.text("id");
  }

  private Map<String, String> headers(Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put("Authorization", "Bearer " + token);
    return all;
  }
}
