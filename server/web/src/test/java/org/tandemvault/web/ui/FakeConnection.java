package org.tandemvault.web.ui;

import org.tandemvault.web.ui.session.BrowserConnection;

/** A browser at one address that counts its session's ids. */
public final class FakeConnection implements BrowserConnection {

  private int ids = 1;

  @Override
  public void changeSessionId() {
    ids++;
  }

  @Override
  public String client() {
    return "127.0.0.1";
  }

  /** How many ids the session has had. */
  public int ids() {
    return ids;
  }
}
