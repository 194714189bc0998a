package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

/**
 * Two machines with a wire between them, and one from each to this one, as network namespaces. A
 * cut wire loses packets and tells nobody, as a WAN does.
 */
final class TwoMachines implements AutoCloseable {
  private static final String HERE = "tvpair" + ProcessHandle.current().pid();

  private final Machine a = new Machine("a", "192.0.2.11", "198.51.100.2", "198.51.100.1");
  private final Machine b = new Machine("b", "192.0.2.12", "198.51.100.6", "198.51.100.5");

  /** One of the two. */
  static final class Machine {
    private final String space;
    private final String ownEnd;
    private final String address;
    private final String reached;
    private final String from;

    private Machine(String name, String address, String reached, String from) {
      this.space = HERE + name;
      this.ownEnd = "tv" + ProcessHandle.current().pid() + name;
      this.address = address;
      this.reached = reached;
      this.from = from;
    }

    /** By which the other one reaches it. */
    String address() {
      return address;
    }

    /** By which this machine reaches it. */
    String reached() {
      return reached;
    }

    /** Runs a program there to its end. */
    Shell.Ended run(String user, String... words) {
      List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", space));
      all.addAll(List.of("runuser", "-u", user, "--"));
      all.addAll(List.of(words));
      ProcessBuilder builder = new ProcessBuilder(all);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
      return Shell.end(builder);
    }

    private void connect() {
      must("ip", "link", "add", ownEnd, "type", "veth", "peer", "name", "outside", "netns", space);
      must("ip", "addr", "add", from + "/30", "dev", ownEnd);
      must("ip", "link", "set", ownEnd, "up");
      inside("addr", "add", reached + "/30", "dev", "outside");
      inside("addr", "add", address + "/24", "dev", "wire");
      for (String device : List.of("lo", "outside", "wire")) {
        inside("link", "set", device, "up");
      }
    }

    private void inside(String... words) {
      List<String> all = new ArrayList<>(List.of("ip", "-n", space));
      all.addAll(List.of(words));
      must(all.toArray(String[]::new));
    }

    private void filter(String change) {
      for (String way : List.of("INPUT -i", "OUTPUT -o")) {
        must(
            ("ip netns exec %s iptables %s %s wire -j DROP".formatted(space, change, way))
                .split(" "));
      }
    }
  }

  private TwoMachines() {}

  /** Skips the test, with the reason, where they can't be made. */
  static TwoMachines make() {
    assumeTrue(
        Shell.run("id", "-u").strip().equals("0"), "two machines (network namespaces) need root");
    for (String program : List.of("ip", "iptables", "runuser")) {
      assumeTrue(
          !Shell.run("sh", "-c", "command -v " + program).isBlank(),
          "there is no " + program + " here");
    }
    TwoMachines both = new TwoMachines();
    assumeTrue(
        Shell.succeeds("ip", "netns", "add", both.a.space),
        "network namespaces can't be made here");
    try {
      must("ip", "netns", "add", both.b.space);
      must(
          ("ip link add wire netns %s type veth peer name wire netns %s"
                  .formatted(both.a.space, both.b.space))
              .split(" "));
      both.a.connect();
      both.b.connect();
      return both;
    } catch (AssertionError e) {
      both.close();
      throw e;
    }
  }

  Machine a() {
    return a;
  }

  Machine b() {
    return b;
  }

  void cut() {
    a.filter("-A");
    b.filter("-A");
  }

  void heal() {
    a.filter("-D");
    b.filter("-D");
  }

  private static void must(String... words) {
    Shell.Ended ended = Shell.end(new ProcessBuilder(List.of(words)));
    assertThat(ended.exit()).as(String.join(" ", words) + ": " + ended.told()).isZero();
  }

  /** What still runs there is ended by whoever started it. */
  @Override
  public void close() {
    for (Machine machine : List.of(a, b)) {
      Shell.run("ip", "link", "delete", machine.ownEnd);
      Shell.run("ip", "netns", "delete", machine.space);
    }
  }
}
