package org.tandemvault.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** What a server answered; the body is wiped on close, since it may hold a secret. */
record Reply(URI server, HttpResponse<byte[]> response) implements AutoCloseable {

  int status() {
    return response.statusCode();
  }

  byte[] body() {
    return response.body();
  }

  boolean isGood() {
    return status() >= 200 && status() < 300;
  }

  @Override
  public void close() {
    Arrays.fill(response.body(), (byte) 0);
  }
}
