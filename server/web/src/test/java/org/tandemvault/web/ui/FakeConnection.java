package org.tandemvault.web.ui;

import org.tandemvault.web.ui.session.BrowserConnection;

/** A browser at an address that counts its session's ids. */
public final class FakeConnection implements BrowserConnection {

  private int ids = 1;
  private String client = "127.0.0.1";

  @Override
  public void changeSessionId() {
    ids++;
  }

  @Override
  public String client() {
    return client;
  }

  /** The next requests come from there; empty outside a request. */
  public void moveTo(String address) {
    client = address;
  }

  /** How many ids the session has had. */
  public int ids() {
    return ids;
  }
}
