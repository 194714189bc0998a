package org.tandemvault.web.rest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RunningVault;

final class AuditRoutesTest {

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void whatWasDoneIsThereNewestFirst() {
    String id = admin.create("/resources", "{\"name\":\"db\"}");
    JsonNode newest = admin.get("/audit?action=resource-create").json().get("items").get(0);
    assertThat(newest.get("actor").textValue()).isEqualTo("admin");
    assertThat(newest.get("target").get("id").textValue()).isEqualTo(id);
    assertThat(newest.get("target").get("type").textValue()).isEqualTo("resource");
    assertThat(newest.get("outcome").textValue()).isEqualTo("ok");
    assertThat(newest.get("node").textValue()).isEqualTo("test");
    assertThat(newest.get("hash").textValue()).hasSize(64);
  }

  @Test
  void eventsAreFiltered() {
    running.person(admin, "ulf", "user");
    assertThat(admin.get("/audit?actor=ulf").json().get("items").findValuesAsText("actor"))
        .isNotEmpty()
        .containsOnly("ulf");
    assertThat(admin.get("/audit?node=other").json().get("items")).isEmpty();
    assertThat(admin.get("/audit?to=2020-01-01T00:00:00Z").json().get("items")).isEmpty();
    assertThat(admin.get("/audit?order=asc&limit=1").json().findValuesAsText("seq"))
        .containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "action=fly,422 invalid",
    "from=yesterday,400 malformed",
    "to=1700000000,400 malformed",
    "order=up,400 malformed",
    "node=NOT%20ONE,422 invalid",
    "limit=x,400 malformed",
    "cursor=x,400 malformed"
  })
  void aFilterIsAskedForProperly(String query, String outcome) {
    assertThat(admin.get("/audit?" + query).outcome()).isEqualTo(outcome);
  }

  @Test
  void theChainIsVerified() {
    JsonNode report = admin.get("/audit/verify").json();
    assertThat(report.get("ok").booleanValue()).isTrue();
    JsonNode chain = report.get("nodes").get(0);
    assertThat(chain.get("first").longValue()).isEqualTo(1);
    assertThat(chain.get("gaps").longValue()).isZero();
    assertThat(chain.get("firstBad").isNull()).isTrue();
  }

  @Test
  void onlyAdminsAndAuditorsReadAndOthersAreOnRecord() {
    RestPerson user = running.person(admin, "ulf", "user");
    RestPerson auditor = running.person(admin, "ada", "auditor");
    assertThat(user.get("/audit").outcome()).isEqualTo("403 forbidden");
    assertThat(user.get("/audit/verify").outcome()).isEqualTo("403 forbidden");
    assertThat(auditor.get("/audit?action=access-refused&actor=ulf").json().get("items"))
        .hasSize(2);
  }

  @Test
  void aNodeWithoutAPeerSaysSo() {
    JsonNode ha = admin.get("/ha").json();
    assertThat(ha.get("role").textValue()).isEqualTo("primary");
    assertThat(ha.get("haStatus").textValue()).isEqualTo("Not configured");
    assertThat(ha.get("replicationStatus").textValue()).isEqualTo("Not configured");
    assertThat(ha.get("since").isNull()).isTrue();
    assertThat(ha.get("peers")).isEmpty();
    assertThat(ha.get("database").get("tls").booleanValue()).isTrue();
  }
}
