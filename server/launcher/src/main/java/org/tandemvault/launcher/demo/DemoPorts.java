package org.tandemvault.launcher.demo;

import picocli.CommandLine.Option;

/** The ports that were asked for; 0 leaves a folder's ports as they are. */
final class DemoPorts {
  @Option(
      names = "--port",
      defaultValue = "${env:TANDEM_DEMO_PORT:-0}",
      description = "HTTPS port of the primary (default: 7272; TANDEM_DEMO_PORT).")
  private int https;

  @Option(
      names = "--db-port",
      defaultValue = "${env:TANDEM_DEMO_DB_PORT:-0}",
      description = "Port of the primary's database (default: 2345; TANDEM_DEMO_DB_PORT).")
  private int database;

  @Option(
      names = "--heartbeat-port",
      defaultValue = "0",
      description = "Port of the primary's heartbeat (default: 7274).")
  private int heartbeat;

  @Option(
      names = "--standby-port",
      defaultValue = "0",
      description = "HTTPS port of the standby (default: 7273).")
  private int standbyHttps;

  @Option(
      names = "--standby-db-port",
      defaultValue = "0",
      description = "Port of the standby's database (default: 2346).")
  private int standbyDatabase;

  @Option(
      names = "--standby-heartbeat-port",
      defaultValue = "0",
      description = "Port of the standby's heartbeat (default: 7275).")
  private int standbyHeartbeat;

  @Option(
      names = "--relay-port",
      defaultValue = "0",
      description = "First of the four ports of the link between the nodes (default: free ones).")
  private int relay;

  /** The ports of one node. */
  record OfNode(int https, int database, int heartbeat) {}

  OfNode of(DemoNode node) {
    return node == DemoNode.primary
        ? new OfNode(https, database, heartbeat)
        : new OfNode(standbyHttps, standbyDatabase, standbyHeartbeat);
  }

  /** What a new folder gets where nothing is asked for. */
  static OfNode usual(DemoNode node) {
    return node == DemoNode.primary ? new OfNode(7272, 2345, 7274) : new OfNode(7273, 2346, 7275);
  }

  int relay() {
    return relay;
  }
}
