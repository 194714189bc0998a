package org.tandemvault.web.rest.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaDirection;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.LagSample;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RunningVault;
import org.tandemvault.web.rest.gate.VaultMetrics;

final class HaRoutesTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void everyPeerIsToldWithItsReasonsAndLag() {
    running.vault.haStatus.set(failed());

    JsonNode ha = admin.get("/ha").json();

    assertThat(ha.get("haStatus").textValue()).isEqualTo("Alive");
    assertThat(ha.get("replicationStatus").textValue()).isEqualTo("Failed");
    assertThat(ha.get("since").textValue()).isEqualTo("2026-06-01T12:00:00Z");
    assertThat(ha.get("reason").textValue()).contains("lost", "reseed");
    JsonNode peer = ha.get("peers").get(0);
    assertThat(peer.get("node").textValue()).isEqualTo("standby");
    assertThat(peer.get("role").textValue()).isEqualTo("standby");
    assertThat(peer.get("haStatus").textValue()).isEqualTo("Alive");
    assertThat(peer.get("outbound").textValue()).isEqualTo("Failed");
    assertThat(peer.get("inbound").textValue()).isEqualTo("Alive");
    assertThat(peer.get("lagSeconds").doubleValue()).isEqualTo(70.5);
    assertThat(peer.get("directions").get("outbound").get("remedy").textValue())
        .isEqualTo("Run reseed.");
    assertThat(peer.get("directions").get("outbound").get("history")).isEmpty();
    assertThat(ha.get("lastDrill").get("ok").booleanValue()).isTrue();
  }

  @Test
  void itIsForPeopleAndForTokensThatReadRevealOrMonitor() {
    assertThat(running.person(admin, "ulf", "user").get("/ha").status()).isEqualTo(200);
    assertThat(withToken("monitor").get("/ha").status()).isEqualTo(200);
    assertThat(withToken("read").get("/ha").status()).isEqualTo(200);
    assertThat(withToken("reveal").get("/ha").status()).isEqualTo(200);
    assertThat(withToken("write").get("/ha").outcome()).isEqualTo("403 forbidden");
  }

  private RestPerson withToken(String scope) {
    String wanted = "{\"name\":\"%s\",\"scopes\":[\"%s\"]}".formatted(scope, scope);
    return RestPerson.withToken(running.server, admin.post("/tokens", wanted).text("token"));
  }

  @Test
  void theLagOfTheLastHourIsToldToWhoAsks() {
    running.vault.haStatus.set(failed());

    JsonNode peer = admin.get("/ha?history=true").json().get("peers").get(0);

    JsonNode sample = peer.get("directions").get("outbound").get("history").get(0);
    assertThat(sample.get("at").textValue()).isEqualTo("2026-06-01T12:00:00Z");
    assertThat(sample.get("seconds").doubleValue()).isEqualTo(0.5);
  }

  @Test
  void metricsTellStatesAndLagOfEachPeer() {
    running.vault.haStatus.set(failed());

    String metrics = new VaultMetrics(running.vault.trail, running.vault.ha).scrape();

    assertThat(metrics)
        .contains(
            "vault_ha_alive 1.0",
            "vault_replication_alive 0.0",
            "vault_replication_lag_seconds{direction=\"outbound\",peer=\"standby\"} 70.5",
            "vault_replication_lag_seconds{direction=\"inbound\",peer=\"standby\"} 0.2",
            "vault_peer_alive{peer=\"standby\"} 1.0");
  }

  @Test
  void aNodeWithoutPeersHasNoMetricsOfThem() {
    assertThat(new VaultMetrics(running.vault.trail, running.vault.ha).scrape())
        .doesNotContain("vault_ha_alive", "vault_replication");
  }

  private HaStatus failed() {
    var outbound =
        new HaDirection(
            HaFinding.failed(NOON, "The channel is lost.", "Run reseed."),
            70.5,
            List.of(new LagSample(NOON, 0.5)));
    var inbound = new HaDirection(HaFinding.alive(NOON), 0.2, List.of());
    var peer =
        new HaPeer(
            new NodeId("standby"),
            NodeRole.STANDBY,
            "https://standby.example:7272",
            HaFinding.alive(NOON),
            outbound,
            inbound,
            new HaPeer.Facts(Optional.of(NOON), Optional.of(NOON), 0.1, Optional.empty(), true));
    return new HaStatus(
        running.vault.node,
        HaState.ALIVE,
        HaState.FAILED,
        Optional.of(NOON),
        "The channel is lost. Run reseed.",
        List.of(peer),
        new DatabaseServer("PostgreSQL", "18.6", true),
        Optional.of(new HaProof(new NodeId("standby"), NOON, true, "All is well.")));
  }
}
