package org.tandemvault.web.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.tandemvault.core.ha.Alarm;
import org.tandemvault.core.ha.AlarmBell;
import org.tandemvault.core.ha.HaChange;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.json.VaultJson;

/**
 * Posts alarms as JSON to one address, which must answer 2xx within ten seconds. Follows no
 * redirect. Thread-safe.
 */
public final class WebhookBell implements AlarmBell, AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(10);

  private final URI url;
  private final Optional<Secret> token;
  private final HttpClient client;
  private final ObjectMapper json = VaultJson.mapper();

  /**
   * @param token sent as bearer token
   */
  public WebhookBell(URI url, Optional<Secret> token, SSLContext trusted) {
    this.url = url;
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(WAIT)
            .sslContext(trusted)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What is posted. */
  record Posted(
      String node,
      Instant at,
      String subject,
      String haStatus,
      String replicationStatus,
      List<Change> changes) {

    static Posted of(Alarm alarm) {
      return new Posted(
          alarm.status().node().id().value(),
          alarm.at(),
          alarm.subject(),
          alarm.status().haStatus().word(),
          alarm.status().replicationStatus().word(),
          alarm.changes().stream().map(Change::of).toList());
    }
  }

  /** One change of it. */
  record Change(Instant at, String peer, String what, String status, String reason, String remedy) {

    static Change of(HaChange change) {
      return new Change(
          change.at(),
          change.peer().value(),
          change.part().words(),
          change.finding().state().word(),
          change.finding().reason(),
          change.finding().remedy());
    }
  }

  @Override
  public void ring(Alarm alarm) {
    try {
      HttpResponse<Void> answer = client.send(request(alarm), BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "The webhook " + url.getHost() + " answered " + answer.statusCode() + ".");
      }
    } catch (IOException e) {
      throw new IllegalStateException("The webhook " + url.getHost() + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while posting to the webhook.", e);
    }
  }

  private HttpRequest request(Alarm alarm) throws JsonProcessingException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(WAIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Posted.of(alarm))));
    token.ifPresent(secret -> request.header("Authorization", bearer(secret)));
    return request.build();
  }

  /** The library takes a String. */
  private static String bearer(Secret secret) {
    char[] chars = secret.copyChars();
    try {
      return "Bearer " + new String(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
