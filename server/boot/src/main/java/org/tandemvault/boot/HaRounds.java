package org.tandemvault.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.core.ha.HaMonitor;
import org.tandemvault.core.ha.Peer;
import org.tandemvault.web.peer.HeartbeatListener;

/**
 * Keeps the monitor going: a thread that concludes, two for the database, one for each peer, so
 * that nobody waits for another; and the listener that answers the peers.
 */
final class HaRounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HaRounds.class);

  private static final long READ_MILLIS = 200;

  private final HaMonitor monitor;
  private final PeerConnections peers;
  private final ReplicationConf.Heartbeat conf;
  private final ScheduledExecutorService threads;
  private final AtomicReference<HeartbeatListener> listener = new AtomicReference<>();

  HaRounds(HaMonitor monitor, PeerConnections peers, ReplicationConf.Heartbeat conf) {
    this.monitor = monitor;
    this.peers = peers;
    this.conf = conf;
    this.threads =
        Executors.newScheduledThreadPool(
            3 + peers.peers().size(), Thread.ofPlatform().daemon().name("ha-", 0).factory());
  }

  /**
   * Begins.
   *
   * @throws IllegalStateException if the listener's address can't be used
   */
  void begin() {
    var at = new InetSocketAddress(conf.bindAddress(), conf.port());
    try {
      listener.set(HeartbeatListener.open(at, peers.own(), peers.addresses(), monitor::answer));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The heartbeat can't listen on "
              + conf.bindAddress()
              + ":"
              + conf.port()
              + " ("
              + e.getMessage()
              + "): set another heartbeat.port in conf/replication.conf, or stop what uses it.",
          e);
    }
    every("the database", monitor::exchangeBeats);
    for (Peer peer : peers.peers()) {
      every("node " + peer.node(), () -> monitor.ask(peer));
    }
    every("the conclusion", monitor::tick);
    threads.scheduleWithFixedDelay(
        new Round("arriving beats", monitor::readBeats),
        READ_MILLIS,
        READ_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** Asks every peer once, all at a time. */
  void askAll() {
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Peer peer : peers.peers()) {
        all.execute(new Round("node " + peer.node(), () -> monitor.ask(peer)));
      }
    }
  }

  private void every(String what, Runnable work) {
    long millis = conf.pace().interval().toMillis();
    threads.scheduleWithFixedDelay(new Round(what, work), 0, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    HeartbeatListener open = listener.get();
    if (open != null) {
      open.close();
    }
    peers.link().close();
  }

  /** The rim of a background job: it goes on whatever happens, and tells each new failure once. */
  private static final class Round implements Runnable {

    private final String what;
    private final Runnable work;
    private String told = "";

    Round(String what, Runnable work) {
      this.what = what;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
        told = "";
      } catch (RuntimeException e) {
        if (!told.equals(e.toString())) {
          told = e.toString();
          LOG.error("Watching {} failed; it goes on", what, e);
        }
      }
    }
  }
}
