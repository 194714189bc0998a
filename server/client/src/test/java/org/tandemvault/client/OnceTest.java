package org.tandemvault.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class OnceTest {

  @Test
  void aBodyIsGivenOutOneTime() {
    var body = new Once(BodyPublishers.ofString("change", StandardCharsets.UTF_8));

    assertThat(body.contentLength()).isEqualTo(6);
    assertThat(taken(body)).isCompletedWithValue("change");
    assertThat(taken(body)).isCompletedExceptionally();
  }

  private static CompletableFuture<String> taken(Once body) {
    var taken = new CompletableFuture<String>();
    var text = new StringBuilder();
    body.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer part) {
            text.append(StandardCharsets.UTF_8.decode(part));
          }

          @Override
          public void onError(Throwable thrown) {
            taken.completeExceptionally(thrown);
          }

          @Override
          public void onComplete() {
            taken.complete(text.toString());
          }
        });
    return taken;
  }
}
