package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UnreadableSecretException;

final class CsvExportTest {

  private static final String HEADER =
      "resource,type,address,folder,description,login,password,notes\r\n";

  private final VaultRig rig = new VaultRig();
  private final Caller owner = rig.person("owner", Role.ADMIN);
  private final Caller user = rig.person("user", Role.USER);

  @Test
  void anEmptyVaultExportsItsHeader() {
    assertThat(export(user, true)).isEqualTo(HEADER);
    assertThat(export(user, false)).isEqualTo("resource,type,address,folder,description,login\r\n");
  }

  @Test
  void withoutSecretsNothingSealedIsWritten() {
    rig.account(owner, resource("db-1"), "root", "S3cret");
    rig.trail.forget();

    assertThat(export(owner, false))
        .isEqualTo(
            "resource,type,address,folder,description,login\r\n"
                + "db-1,linux,host.example,top/inner,about,root\r\n");
    assertThat(rig.trail.lines()).containsExactly("export ok");
  }

  @Test
  void eachSecretIsOnRecordAsAReveal() {
    ResourceId id = resource("db-1");
    rig.account(owner, id, "root", "S3cret");
    rig.account(owner, id, "guest", "Guest");
    rig.trail.forget();

    assertThat(export(owner, true))
        .isEqualTo(
            HEADER
                + "db-1,linux,host.example,top/inner,about,root,S3cret,notes of root\r\n"
                + "db-1,linux,host.example,top/inner,about,guest,Guest,notes of guest\r\n");
    assertThat(rig.trail.lines())
        .containsExactly("export ok", "reveal ok db-1/root", "reveal ok db-1/guest");
    assertThat(rig.trail.last().reason()).isEqualTo("export");
  }

  @Test
  void nothingLeavesWhenTheAuditCannotBeWritten() {
    rig.account(owner, resource("db-1"), "root", "S3cret");
    rig.trail.breakDown();
    var out = new StringWriter();

    assertThatThrownBy(() -> rig.exports.write(owner, true, out))
        .isInstanceOf(UnavailableException.class);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void nastyValuesComeBackThroughAnImport() {
    Caller other = rig.person("other", Role.PASSWORD_ADMIN);
    ResourceId id = rig.resource(owner, "re,\"quoted\"");
    List<String> passwords =
        List.of(
            ",",
            "\"",
            "\n",
            "\r\n",
            " x ",
            "=1+1",
            "@x",
            "-x",
            "+x",
            "\t",
            "😀",
            "\u0000",
            "''",
            "\uFEFFx",
            "a\"b,c\nd",
            "\\",
            "#x",
            "é\u0301");
    for (int i = 0; i < passwords.size(); i++) {
      rig.account(owner, id, "login " + i, passwords.get(i));
    }

    ImportReport again =
        rig.imports.run(owner, new StringReader(export(owner, true)), false, done -> {});
    ImportReport copied =
        rig.imports.run(other, new StringReader(export(owner, true)), false, done -> {});

    assertThat(again).isEqualTo(new ImportReport(0, 0, passwords.size(), List.of()));
    assertThat(copied.errors()).isEmpty();
    assertThat(copied.created()).isEqualTo(passwords.size());
    assertThat(export(other, true)).isEqualTo(export(owner, true));
  }

  @Test
  void longExportsAreReadInPieces() {
    ResourceId id = resource("db-1");
    for (int i = 0; i < 450; i++) {
      rig.account(owner, id, "login " + i, "secret " + i);
    }

    assertThat(export(owner, true).lines()).hasSize(451);
    assertThat(rig.trail.of(AuditAction.REVEAL, Outcome.OK)).hasSize(450);
  }

  @Test
  void onlyWhatOneMayViewIsWritten() {
    ResourceId id = resource("db-1");
    AccountId root = rig.account(owner, id, "root", "S3cret");
    rig.account(owner, id, "guest", "Guest");
    rig.vault.share(root, user.id(), Right.VIEW);

    assertThat(export(user, true))
        .isEqualTo(HEADER + "db-1,linux,host.example,,,root,S3cret,notes of root\r\n");
  }

  @Test
  void secretsNeedTheScope() {
    Caller token = VaultRig.without(owner, Scope.REVEAL);

    assertThat(export(token, false)).startsWith("resource");
    assertThatThrownBy(() -> export(token, true)).isInstanceOf(ForbiddenException.class);
    assertThat(rig.trail.last().outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void whatNeedsAReasonStaysOutWithoutOne() {
    var strict = new PolicyFields("strict", 1, false, false, false, false, 0, true);
    var policy = rig.policies.create(owner, strict);
    ResourceId id = resource("db-1");
    rig.account(owner, id, VaultRig.fields("strict", policy.id()), "S3cret");
    rig.account(owner, id, "lax", "Lax");
    rig.trail.forget();

    assertThat(export(owner, true)).contains("strict,,").contains("lax,Lax,");
    assertThat(rig.trail.of(AuditAction.REVEAL, Outcome.OK))
        .extracting(e -> e.target().name())
        .containsExactly("db-1/lax");
    assertThat(export(owner, new CsvExport.Request(true, "moving house")))
        .contains("strict,S3cret,");
    assertThat(rig.trail.last().reason()).isEqualTo("export; moving house");
  }

  @Test
  void theSettingsMayDemandAReasonForAll() {
    rig.account(owner, resource("db-1"), "root", "S3cret");
    rig.settingsAdministration.update(owner, new VaultSettings(30, 30, 8, true, 0), 0);

    assertThat(export(owner, true)).doesNotContain("S3cret");
    assertThat(export(owner, new CsvExport.Request(true, "why"))).contains("S3cret");
  }

  @Test
  void aDamagedValueEndsTheExportAndIsOnRecord() {
    ResourceId id = resource("db-1");
    AccountId root = rig.account(owner, id, "root", "S3cret");
    var forged = new SealedPassword(root, 2, new byte[64], rig.clock.instant(), "mallory");
    rig.vault.write(
        tx -> rig.vault.accounts().addPasswords(tx, List.of(forged), List.of(Optional.empty())));

    assertThatThrownBy(() -> export(owner, true)).isInstanceOf(UnreadableSecretException.class);
    AuditEntry last = rig.trail.last();
    assertThat(last.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(last.reason()).isEqualTo("unreadable-secret; export");
  }

  @Test
  void aReceiverThatGoesAwayEndsTheExport() {
    assertThatThrownBy(() -> rig.exports.write(owner, false, new GoneWriter()))
        .isInstanceOf(UncheckedIOException.class);
  }

  private ResourceId resource(String name) {
    FolderId top = rig.folders.create(owner, "top", Optional.empty()).id();
    FolderId inner = rig.folders.create(owner, "inner", Optional.of(top)).id();
    return rig.resources.create(owner, VaultRig.fields(name, Optional.of(inner))).resource().id();
  }

  private String export(Caller caller, boolean secrets) {
    var out = new StringWriter();
    rig.exports.write(caller, secrets, out);
    return out.toString();
  }

  private String export(Caller caller, CsvExport.Request request) {
    var out = new StringWriter();
    rig.exports.write(caller, request, out);
    return out.toString();
  }

  private static final class GoneWriter extends Writer {
    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      throw new IOException("gone");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
