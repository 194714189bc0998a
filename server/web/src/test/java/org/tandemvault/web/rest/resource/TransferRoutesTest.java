package org.tandemvault.web.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.RunningVault;

final class TransferRoutesTest {

  private static final String HEADER =
      "resource,type,address,folder,description,login,password,notes\r\n";
  private static final String ROWS =
      HEADER + "db,linux,a,Team/Ops,d,root,\"p,\"\"ä\n\",n\r\nweb,linux,b,,d,root,q,\r\n";

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aDryRunTellsAndChangesNothing() {
    Answer dry = admin.send("POST", "/import?dryRun=true", "text/csv", ROWS);
    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.text("created")).isEqualTo("2");
    assertThat(admin.get("/resources").json().get("items")).isEmpty();
  }

  @Test
  void anImportIsDoneOnceHoweverOftenItIsSent() {
    Answer first = admin.send("POST", "/import", "text/csv; charset=utf-8", "\ufeff" + ROWS);
    assertThat(first.text("created")).isEqualTo("2");
    Answer again = admin.send("POST", "/import?dryRun=false", "text/csv", ROWS);
    assertThat(again.text("created")).isEqualTo("0");
    assertThat(again.text("skipped")).isEqualTo("2");
  }

  @Test
  void aBadRowRefusesAllAndIsNamed() {
    Answer refused = admin.send("POST", "/import", "text/csv", ROWS + ",linux,,,,x,y,\r\n");
    assertThat(refused.outcome()).isEqualTo("422 invalid");
    assertThat(refused.json().get("errors")).isNotEmpty();
    assertThat(refused.json().get("errors").get(0).get("row").longValue()).isPositive();
    assertThat(refused.json().get("errors").get(0).get("message").textValue()).isNotBlank();
    assertThat(admin.get("/resources").json().get("items")).isEmpty();
  }

  @Test
  void anImportIsCsvInUtf8AndKnowsItsFlag() {
    assertThat(admin.send("POST", "/import", "application/json", "{}").outcome())
        .isEqualTo("415 unsupported-media-type");
    assertThat(admin.send("POST", "/import", "text/csv;charset=iso-8859-1", ROWS).outcome())
        .isEqualTo("415 unsupported-media-type");
    assertThat(admin.send("POST", "/import?dryRun=yes", "text/csv", ROWS).outcome())
        .isEqualTo("400 malformed");
  }

  @Test
  void whatWasImportedIsExported() {
    admin.send("POST", "/import", "text/csv", ROWS);
    Answer plain = admin.get("/export");
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.header("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(plain.header("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(plain.text()).contains("db").doesNotContain("p,\"\"ä");
    assertThat(admin.get("/export?secrets=true").text()).contains("\"p,\"\"ä\n\"");
    assertThat(admin.get("/export?secrets=1").outcome()).isEqualTo("400 malformed");
  }

  @Test
  void anExportIsRefusedBeforeItsFirstByte() {
    String token = admin.post("/tokens", "{\"name\":\"t\",\"scopes\":[\"read\"]}").text("token");
    RestPerson reader = RestPerson.withToken(running.server, token);
    assertThat(reader.get("/export?secrets=true").outcome()).isEqualTo("403 forbidden");
    assertThat(reader.get("/export").status()).isEqualTo(200);
  }
}
