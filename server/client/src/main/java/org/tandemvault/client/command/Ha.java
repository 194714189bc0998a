package org.tandemvault.client.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.client.Answer;
import org.tandemvault.client.HaStatus;
import org.tandemvault.client.ServerState;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;

@Command(
    name = "ha",
    description = {
      "Tells how primary and standbys are; 'ha status' is the same.",
      "Without a token it tells what servers tell everybody. Exit code 5 if something is Failed."
    })
final class Ha implements Callable<Integer> {

  private final Vault vault;

  Ha(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    return status();
  }

  @Command(name = "status", description = "Tells how primary and standbys are.")
  private int status() {
    try (VaultClient client = vault.connect()) {
      List<ServerState> servers = client.servers();
      if (servers.stream().noneMatch(ServerState::reads)) {
        throw unreachable(servers);
      }
      return new TokenFiles(vault.around()).isThere() ? known(client, servers) : told(servers);
    }
  }

  @Command(name = "active", description = "Prints the address of the primary that takes changes.")
  private int active() {
    try (VaultClient client = vault.connect()) {
      URI active =
          client
              .active()
              .orElseThrow(
                  () ->
                      new CommandException(
                          Exit.UNREACHABLE,
                          "No server takes changes now; 'ha' tells how each of them is."));
      vault.printer().result(Map.of("active", active), List.of(active.toString()));
    }
    return Exit.DONE.code();
  }

  @Command(
      name = "drill",
      description = {
        "Proves now that people could work on the standbys: each signs its own user in with a",
        "second factor and reveals a canary. Needs an admin's API token, or a session there.",
        "Exit code 5 if a drill failed."
      })
  private int drill() {
    try (VaultClient client = vault.connect()) {
      var drills = new ArrayList<HaStatus.Drill>();
      var lines = new ArrayList<String>();
      for (URI standby : standbys(client)) {
        HaStatus.Drill drill = client.drill(standby);
        drills.add(drill);
        lines.add(
            "%s node %s: emergency access %s"
                .formatted(drill.at(), drill.node(), drill.ok() ? "proven" : "NOT proven"));
        String mark = drill.ok() ? "  ok: " : "  failed: ";
        drill.checks().forEach(check -> lines.add(mark + check));
      }
      vault.printer().result(drills, lines);
      boolean good = drills.stream().allMatch(HaStatus.Drill::ok);
      return good ? Exit.DONE.code() : Exit.VERIFICATION_FAILED.code();
    }
  }

  private static List<URI> standbys(VaultClient client) {
    List<ServerState> servers = client.servers();
    List<URI> standbys =
        servers.stream()
            .filter(state -> state.reads() && !state.writes())
            .map(ServerState::server)
            .toList();
    if (standbys.isEmpty() && servers.stream().noneMatch(ServerState::writes)) {
      throw unreachable(servers);
    }
    if (standbys.isEmpty()) {
      throw new CommandException(
          Exit.UNREACHABLE,
          "No standby among the servers answers; a drill is made on a standby: name it with"
              + " --server too.");
    }
    return standbys;
  }

  private int known(VaultClient client, List<ServerState> servers) {
    Answer<HaStatus> answer = client.ha();
    vault.tell(answer.origin());
    HaStatus ha = answer.value();
    var lines = new ArrayList<String>(statuses(ha.haStatus(), ha.replicationStatus()));
    lines.add("As node " + ha.node() + " (" + ha.role() + ") sees it" + since(ha));
    if (!ha.reason().isEmpty()) {
      lines.add(ha.reason());
    }
    ha.peers().forEach(peer -> lines.add(words(peer)));
    ha.lastDrill()
        .ifPresent(
            drill ->
                lines.add(
                    "Last fire drill: %s on node %s, %s"
                        .formatted(drill.at(), drill.node(), drill.ok() ? "good" : "FAILED")));
    servers.forEach(state -> lines.add(words(state)));
    show(ha, servers, lines);
    return ha.isWell() ? Exit.DONE.code() : Exit.VERIFICATION_FAILED.code();
  }

  private int told(List<ServerState> servers) {
    ServerState best = servers.stream().filter(ServerState::reads).findFirst().orElseThrow();
    var lines = new ArrayList<String>(statuses(best.haStatus(), best.replicationStatus()));
    servers.forEach(state -> lines.add(words(state)));
    show(best, servers, lines);
    boolean failed = List.of(best.haStatus(), best.replicationStatus()).contains("Failed");
    return failed ? Exit.VERIFICATION_FAILED.code() : Exit.DONE.code();
  }

  private void show(Object status, List<ServerState> servers, List<String> lines) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("status", status);
    shown.put("servers", servers);
    vault.printer().result(shown, lines);
  }

  private static List<String> statuses(String ha, String replication) {
    return List.of("High Availability Status: " + ha, "Replication Status: " + replication);
  }

  private static String since(HaStatus ha) {
    return ha.since().map(time -> ", since " + time).orElse("");
  }

  private static String words(HaStatus.Peer peer) {
    return "Peer %s (%s): %s, replication there %s, back %s, %.1f s behind"
        .formatted(
            peer.node(),
            peer.role(),
            peer.haStatus(),
            peer.outbound(),
            peer.inbound(),
            peer.lagSeconds());
  }

  private static String words(ServerState state) {
    String does =
        Optional.of(state.trouble())
            .filter(trouble -> !trouble.isEmpty())
            .orElse(state.writes() ? "serves reads, takes changes" : "serves reads");
    return "Server " + state.server() + ": " + does;
  }

  private static CommandException unreachable(List<ServerState> servers) {
    var words = new ArrayList<String>();
    servers.forEach(state -> words.add(state.server() + " " + state.trouble()));
    return new CommandException(
        Exit.UNREACHABLE, "No server answers: " + String.join("; ", words) + ".");
  }
}
