package org.tandemvault.launcher.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.VaultConf;

/**
 * The link between the demo's nodes, which passes every byte of their databases and heartbeats, and
 * takes orders from {@code bin/demo-link.sh} over a port of its own. It lives in the first process
 * that works on the folder, and nodes may come and go behind it.
 */
final class DemoLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoLink.class);
  private static final int ORDER_PATIENCE = 5_000;

  private final FileChannel lock;
  private final LinkGate gate = new LinkGate();
  private final List<Relay> relays = new ArrayList<>();
  private final ServerSocket orders;
  private final LinkFile file;

  private DemoLink(FileChannel lock, LinkFile before, int firstPort) throws IOException {
    this.lock = lock;
    for (int i = 0; i < LinkFile.ROUTES; i++) {
      relays.add(open(firstPort > 0 ? firstPort + i : 0, before.routes().get(i)));
    }
    this.orders = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    this.file =
        new LinkFile(
            relays.stream().map(Relay::port).toList(), orders.getLocalPort(), before.token());
  }

  /**
   * Takes the link of the folder; empty if another process has it.
   *
   * @param firstPort the first of its ports; 0 for those of last time, or free ones
   */
  static Optional<DemoLink> take(DemoFolder folder, int firstPort) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.linkLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held = channel.tryLock();
    if (held == null) {
      channel.close();
      return Optional.empty();
    }
    DemoLink link = new DemoLink(channel, LinkFile.readOrNew(folder.link()), firstPort);
    link.file.write(folder.link());
    return Optional.of(link);
  }

  LinkFile file() {
    return file;
  }

  /** Lets bytes pass to where the nodes listen. */
  void begin(VaultConf primary, VaultConf standby) {
    List<Integer> targets =
        List.of(
            primary.database().address().port(),
            standby.database().address().port(),
            primary.replication().heartbeat().port(),
            standby.replication().heartbeat().port());
    for (int i = 0; i < LinkFile.ROUTES; i++) {
      relays.get(i).begin(targets.get(i));
    }
    Thread.ofPlatform().daemon().name("demo-link").start(this::takeOrders);
  }

  private Relay open(int wanted, int before) throws IOException {
    if (wanted > 0) {
      return Relay.on(wanted, gate);
    }
    try {
      return Relay.on(before, gate);
    } catch (IOException taken) {
      LOG.debug("Port {} of the link was taken meanwhile", before, taken);
      return Relay.on(0, gate);
    }
  }

  private void takeOrders() {
    while (!orders.isClosed()) {
      try (Socket caller = orders.accept()) {
        caller.setSoTimeout(ORDER_PATIENCE);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        String answer = obey(String.valueOf(in.readLine()), String.valueOf(in.readLine()));
        caller.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        LOG.debug("An order to the link was not understood", e);
      }
    }
  }

  private String obey(String token, String order) {
    boolean known =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.US_ASCII),
            file.token().getBytes(StandardCharsets.US_ASCII));
    if (!known) {
      return "refused";
    }
    switch (order) {
      case "cut" -> gate.cut();
      case "heal" -> gate.heal();
      default -> LOG.trace("asked how it is");
    }
    return gate.isCut() ? "cut" : "whole";
  }

  @Override
  public void close() throws IOException {
    orders.close();
    gate.heal();
    for (Relay relay : relays) {
      relay.close();
    }
    lock.close();
  }
}
