package org.tandemvault.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that can be sent one time. Whatever the HTTP client is told by properties of the JVM about
 * repeating requests, the second time is an error here: a change is never sent twice.
 */
final class Once implements BodyPublisher {

  private final BodyPublisher body;
  private final AtomicBoolean sent = new AtomicBoolean();

  Once(BodyPublisher body) {
    this.body = body;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (sent.getAndSet(true)) {
      subscriber.onSubscribe(new NothingToAskFor());
      subscriber.onError(new IOException("A change is not sent a second time."));
      return;
    }
    body.subscribe(subscriber);
  }

  private static final class NothingToAskFor implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
