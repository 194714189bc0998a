package org.tandemvault.db.bundled;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.db.bundled.ExternalPostgres.Place;

/**
 * Two network namespaces of Linux and a wire between them that loses packets, really. A second wire
 * leads from each to the test, so that it can look without loss. Closing removes both, and whatever
 * still runs in them.
 */
public final class LossyNetwork implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PREFIX = "tvloss";

  private final long pid = ProcessHandle.current().pid();
  private final int subnet = (int) (pid % 200) + 20;
  private boolean netem;

  private LossyNetwork() {}

  /** Both sites. */
  public enum Site {
    A,
    B
  }

  /** Why there can be none on this machine; empty if there can. */
  public static Optional<String> missing() {
    if (!run("id", "-u").output().strip().equals("0")) {
      return Optional.of("packet loss needs root, who may make network namespaces");
    }
    for (String program : List.of("ip", "iptables")) {
      if (!run(program, "-V").ok()) {
        return Optional.of("packet loss needs the program " + program);
      }
    }
    try (LossyNetwork trial = new LossyNetwork()) {
      trial.make();
      trial.lose(10);
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of("packet loss cannot be made here: " + e.getMessage());
    }
  }

  public static LossyNetwork create() {
    LossyNetwork network = new LossyNetwork();
    try {
      network.make();
      return network;
    } catch (IllegalStateException e) {
      network.close();
      throw e;
    }
  }

  /** A place for a server at that site. */
  public Place place(Site site) {
    return new Place(
        address(1 + site.ordinal(), 2),
        address(0, 1 + site.ordinal()),
        List.of("ip", "netns", "exec", name(site)),
        List.of());
  }

  /** From now on so many of a hundred packets are lost, in each direction. */
  public void lose(int percent) {
    for (Site site : Site.values()) {
      forget(site);
      if (percent > 0 && !byQueue(site, percent)) {
        byFilter(site, percent);
      }
    }
  }

  /** Whether packets are late as well: the queue does that, the filter cannot. */
  public boolean delaysToo() {
    return netem;
  }

  private void forget(Site site) {
    Command.run(in(site, "tc", "qdisc", "del", "dev", wire(site), "root"), PATIENCE);
    Command.run(in(site, "iptables", "-F", "INPUT"), PATIENCE);
  }

  private boolean byQueue(Site site, int percent) {
    netem =
        Command.run(
                in(
                    site,
                    "tc",
                    "qdisc",
                    "add",
                    "dev",
                    wire(site),
                    "root",
                    "netem",
                    "delay",
                    "20ms",
                    "loss",
                    percent + "%"),
                PATIENCE)
            .ok();
    return netem;
  }

  private void byFilter(Site site, int percent) {
    List<String> rule = new ArrayList<>(List.of("iptables", "-A", "INPUT", "-i", wire(site)));
    if (percent < 100) {
      rule.addAll(
          List.of("-m", "statistic", "--mode", "random", "--probability", percent / 100.0 + ""));
    }
    rule.addAll(List.of("-j", "DROP"));
    require(in(site, rule.toArray(String[]::new)));
  }

  private void make() {
    for (Site site : Site.values()) {
      require(List.of("ip", "netns", "add", name(site)));
    }
    require(
        List.of(
            "ip",
            "link",
            "add",
            wire(Site.A),
            "netns",
            name(Site.A),
            "type",
            "veth",
            "peer",
            "name",
            wire(Site.B),
            "netns",
            name(Site.B)));
    for (Site site : Site.values()) {
      String outer = "tvo" + site + pid;
      String inner = "tvi" + site;
      require(
          List.of(
              "ip",
              "link",
              "add",
              outer,
              "type",
              "veth",
              "peer",
              "name",
              inner,
              "netns",
              name(site)));
      require(List.of("ip", "addr", "add", address(1 + site.ordinal(), 1) + "/24", "dev", outer));
      require(List.of("ip", "link", "set", outer, "up"));
      require(ip(site, "addr", "add", address(1 + site.ordinal(), 2) + "/24", "dev", inner));
      require(ip(site, "addr", "add", address(0, 1 + site.ordinal()) + "/24", "dev", wire(site)));
      for (String device : List.of("lo", inner, wire(site))) {
        require(ip(site, "link", "set", device, "up"));
      }
    }
  }

  /** Addresses of this run's own; the third number tells the wire. */
  private String address(int wire, int host) {
    return "10." + subnet + "." + wire + "." + host;
  }

  private String name(Site site) {
    return PREFIX + pid + site;
  }

  private static String wire(Site site) {
    return "tvw" + site;
  }

  private List<String> ip(Site site, String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "-n", name(site)));
    all.addAll(List.of(words));
    return all;
  }

  private List<String> in(Site site, String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(site)));
    all.addAll(List.of(words));
    return all;
  }

  private static void require(List<String> words) {
    Command.Result result = Command.run(words, PATIENCE);
    if (!result.ok()) {
      throw new IllegalStateException(String.join(" ", words) + ": " + result.lastLines());
    }
  }

  private static Command.Result run(String... words) {
    return Command.run(List.of(words), PATIENCE);
  }

  @Override
  public void close() {
    for (Site site : Site.values()) {
      run("ip", "netns", "pids", name(site))
          .output()
          .lines()
          .filter(line -> line.matches("[0-9]+"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
          .forEach(ProcessHandle::destroyForcibly);
      run("ip", "netns", "del", name(site));
      run("ip", "link", "del", "tvo" + site + pid); // gone with the namespace, but a little later
    }
  }
}
