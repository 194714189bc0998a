package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether bytes pass the link between the nodes. Thread-safe. */
final class LinkGate {
  private boolean cut;
  private final Set<Socket> mute = new HashSet<>();

  synchronized boolean isCut() {
    return cut;
  }

  /** From now on nothing passes, and nobody is told. */
  synchronized void cut() {
    cut = true;
  }

  /** What waited passes; who came meanwhile and heard nothing is sent away to come again. */
  void heal() {
    List<Socket> away;
    synchronized (this) {
      cut = false;
      away = new ArrayList<>(mute);
      mute.clear();
      notifyAll();
    }
    away.forEach(Relay::reset);
  }

  /** Waits until bytes may pass. */
  synchronized void await() throws IOException {
    while (cut) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /** Keeps a connection that came while the link is cut; false if it is not. */
  synchronized boolean keepMute(Socket socket) {
    return cut && mute.add(socket);
  }

  synchronized void forget(Socket socket) {
    mute.remove(socket);
  }
}
