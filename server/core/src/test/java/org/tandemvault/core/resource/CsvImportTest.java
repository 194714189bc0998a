package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UnavailableException;

final class CsvImportTest {

  private static final String HEADER =
      "resource,type,address,folder,description,login,password,notes\n";

  private final VaultRig rig = new VaultRig();
  private final Caller importer = rig.person("importer", Role.PASSWORD_ADMIN);

  @Test
  void everythingMissingIsMade() {
    ImportReport report =
        run(
            HEADER
                + "db-1,linux,host-1,Prod/Databases,main db,root,S3cret,by hand\n"
                + "db-1,,,,,guest,Guest,\n"
                + "db-2,,,prod/other,,root,Other,\n");

    assertThat(report).isEqualTo(new ImportReport(3, 0, 0, List.of()));
    Resource db1 = resource("db-1");
    assertThat(db1.type()).isEqualTo("linux");
    assertThat(db1.address()).isEqualTo("host-1");
    assertThat(db1.description()).isEqualTo("main db");
    assertThat(path(db1)).containsExactly("Databases", "Prod");
    assertThat(path(resource("db-2"))).containsExactly("other", "Prod");
    assertThat(password("db-1", "root")).isEqualTo("S3cret");
    assertThat(account("db-1", "root").notes()).isEqualTo("by hand");
    assertThat(rig.sharing.right(importer, on(db1.id()))).contains(Right.MANAGE);
    assertThat(rig.sharing.right(importer, on(db1.folder().orElseThrow()))).contains(Right.MANAGE);
  }

  @Test
  void eachThingMadeIsOnRecordAndTheImportLast() {
    run(HEADER + "db-1,,,top,,root,S3cret,\n");

    assertThat(rig.trail.lines())
        .containsExactly(
            "folder-create ok top",
            "resource-create ok db-1",
            "account-create ok db-1/root",
            "import ok");
    assertThat(rig.trail.last().reason()).isEqualTo("created 1, updated 0, skipped 0");
  }

  @Test
  void aSecondRunSkipsEverything() {
    String csv =
        HEADER
            + "db-1,linux,host-1,Prod,main db,root,S3cret,by hand\n"
            + "db-1,linux,host-1,Prod,main db,guest,Guest,\n";
    run(csv);
    rig.trail.forget();

    assertThat(run(csv)).isEqualTo(new ImportReport(0, 0, 2, List.of()));
    assertThat(rig.trail.lines()).containsExactly("import ok");
    assertThat(account("db-1", "root").account().passwordVersion()).isEqualTo(1);
  }

  @Test
  void changedCellsAreTakenOver() {
    run(HEADER + "db-1,linux,host-1,A,about,root,S3cret,note\ndb-1,,,,,guest,Guest,\n");
    rig.trail.forget();

    ImportReport report =
        run(HEADER + "db-1,linux,host-2,B,about,root,N3w,other\ndb-1,,,,,guest,Guest,\n");

    List<String> lines = rig.trail.lines();
    assertThat(report).isEqualTo(new ImportReport(0, 1, 1, List.of()));
    assertThat(resource("db-1").address()).isEqualTo("host-2");
    assertThat(path(resource("db-1"))).containsExactly("B");
    assertThat(password("db-1", "root")).isEqualTo("N3w");
    assertThat(account("db-1", "root").notes()).isEqualTo("other");
    assertThat(lines)
        .containsExactly(
            "folder-create ok B",
            "resource-update ok db-1",
            "account-update ok db-1/root",
            "password-change ok db-1/root",
            "import ok");
    assertThat(rig.trail.of(AuditAction.RESOURCE_UPDATE, Outcome.OK).getFirst().reason())
        .isEqualTo("address, folder");
  }

  @Test
  void anEmptyCellSaysNothing() {
    run(HEADER + "db-1,linux,host-1,A,about,root,S3cret,note\n");

    assertThat(run(HEADER + "db-1,,,,,root,,\n").skipped()).isEqualTo(1);
    assertThat(resource("db-1").description()).isEqualTo("about");
    assertThat(password("db-1", "root")).isEqualTo("S3cret");
  }

  @Test
  void columnsComeInAnyOrderAndCaseWithAByteOrderMark() {
    ImportReport report = run("\uFEFFPassword, LOGIN ,Resource\r\nS3cret,root,db-1\r\n");

    assertThat(report.created()).isEqualTo(1);
    assertThat(password("db-1", "root")).isEqualTo("S3cret");
  }

  @Test
  void quotedCellsHoldAnything() {
    run(
        HEADER
            + "\"db, \"\"one\"\"\",,,,\"line 1\nline 2\",root,\" =,\"\"\r\n😀 \",\"a\nb\"\n"
            + "db-2,,,,,root,  spaced  ,\n");

    assertThat(password("db, \"one\"", "root")).isEqualTo(" =,\"\r\n😀 ");
    assertThat(resource("db, \"one\"").description()).isEqualTo("line 1\nline 2");
    assertThat(password("db-2", "root")).isEqualTo("  spaced  ");
  }

  @Test
  void rowsAreCountedAsASpreadsheetDoes() {
    ImportReport report = run(HEADER + "db-1,,,,\"a\nb\nc\",root,S3cret,\n\n,,,,,root,S3cret,\n");

    assertThat(report.errors()).hasSize(1);
    assertThat(report.errors().getFirst().row()).isEqualTo(4);
    assertThat(report.errors().getFirst().message()).startsWith("resource must not be empty");
  }

  @Test
  void withOneBadRowNothingIsDone() {
    rig.trail.forget();

    ImportReport report = run(HEADER + "db-1,,,new,,root,S3cret,\ndb-2,,,,,root,,\n");

    assertThat(report.created()).isZero();
    assertError(report, 3, "password must not be empty for a new account");
    assertThat(all()).isEmpty();
    assertThat(rig.folders.list(importer, PageRequest.first()).items()).isEmpty();
    assertThat(rig.trail.entries()).isEmpty();
  }

  @Test
  void aDryRunDoesEverythingAndTakesItBack() {
    rig.trail.forget();

    ImportReport report =
        rig.imports.run(
            importer, new StringReader(HEADER + "db-1,,,new,,root,S3cret,\n"), true, done -> {});

    assertThat(report).isEqualTo(new ImportReport(1, 0, 0, List.of()));
    assertThat(all()).isEmpty();
    assertThat(rig.trail.entries()).isEmpty();
  }

  @Test
  void anImportThatCannotBeRecordedIsTakenBack() {
    rig.trail.breakDown();

    assertThatThrownBy(() -> run(HEADER + "db-1,,,,,root,S3cret,\n"))
        .isInstanceOf(UnavailableException.class);
    assertThat(all()).isEmpty();
  }

  @Test
  void doublesAreNamedWithTheFirst() {
    assertError(
        run(HEADER + "db-1,,,,,root,a,\ndb-1,,,,,Root,a,\ndb-1,,,,,root,b,\n"),
        4,
        "has the resource and login of row 2");
  }

  @Test
  void rowsOfOneResourceMustAgree() {
    assertError(
        run(HEADER + "db-1,,host-1,,,a,x,\ndb-1,,,,,b,x,\ndb-1,,host-2,,,c,x,\n"),
        4,
        "address differs from row 2, which is of the same resource");
  }

  @Test
  void anAmbiguousNameIsAnError() {
    rig.resource(importer, "db-1");
    rig.resource(importer, "db-1");

    ImportReport report = run(HEADER + "db-1,,,,,root,S3cret,\n");

    assertThat(report.errors().getFirst().message()).startsWith("2 resources of this name");
  }

  @Test
  void whatOthersHaveIsNotTouched() {
    Caller other = rig.person("other", Role.PASSWORD_ADMIN);
    ResourceId theirs = rig.resource(other, "db-1");
    rig.vault.share(theirs, importer.id(), Right.VIEW);

    assertThat(run(HEADER + "db-1,,,,,root,S3cret,\n").created()).isEqualTo(1);
    assertThat(rig.accountsOf(other, theirs)).isEmpty();
  }

  @Test
  void anotherFolderNeedsManage() {
    Caller other = rig.person("other", Role.PASSWORD_ADMIN);
    ResourceId theirs = rig.resource(other, "db-1");
    rig.vault.share(theirs, importer.id(), Right.MODIFY);

    assertError(
        run(HEADER + "db-1,,,elsewhere,,root,S3cret,\n"),
        2,
        "another folder needs the right 'manage' on resource " + theirs);
    assertThat(run(HEADER + "db-1,,host-9,,,root,S3cret,\n").created()).isEqualTo(1);
  }

  @Test
  void theAccountsPolicyIsKept() {
    var fields = new PolicyFields("strict", 12, false, false, false, false, 30, false);
    var policy = rig.policies.create(rig.person("admin", Role.ADMIN), fields);
    ResourceId id = rig.resource(importer, "db-1");
    rig.account(importer, id, VaultRig.fields("root", policy.id()), "long enough 1");

    assertError(
        run(HEADER + "db-1,,,,,root,short,\n"), 2, "password must have at least 12 characters");
    assertThat(run(HEADER + "db-1,,,,,root,long enough 2,\n").updated()).isEqualTo(1);
    assertThat(account("db-1", "root").account().expiresAt()).isPresent();
  }

  @Test
  void brokenFieldsAreNamed() {
    ImportReport report =
        run(
            HEADER
                + "db-1,,,a//b,,root,x,\n"
                + "db-2,,,,,\u0001,x,\n"
                + "db-3,,,,,root,\uD800,\n"
                + "db-4,,,,,root,"
                + "x".repeat(8001)
                + ",\n"
                + "db-5,,,,root,x\n"
                + "db-6,,,,,root,x,,\n");

    assertThat(report.errors())
        .extracting(ImportReport.RowError::row)
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(report.errors())
        .extracting(ImportReport.RowError::message)
        .containsExactly(
            "folder must not be empty",
            "login must not hold control characters",
            "password must be well-formed Unicode",
            "password must have at most 8000 bytes",
            "has 6 cells, but the header has 8",
            "has 9 cells, but the header has 8");
  }

  @Test
  void aHeaderMustNameTheColumnsAndIsNeverQuoted() {
    assertError(run(""), 1, "the file is empty; its first row must name the columns");
    assertThat(run("resource,login\nx,y\n").errors())
        .containsExactly(new ImportReport.RowError(1, "column 'password' is missing"));
    assertThat(run("resource,login,password,login\n").errors())
        .containsExactly(new ImportReport.RowError(1, "column 'login' is there twice"));
    assertThat(run("db-1,root,S3cret\n").errors())
        .hasSize(6)
        .noneMatch(e -> e.message().contains("S3cret"))
        .anyMatch(e -> e.message().startsWith("column 3 has none of the names resource,"));
  }

  @Test
  void brokenQuotesAreTold() {
    assertError(
        run(HEADER + "db-1,,,,,root,\"open,\n"),
        2,
        "is not CSV from here on; look at its quotation marks");
    assertError(
        run(HEADER + "db-1,,,,,root,a,\ndb-2,,,,,root,\"S3\"cret,\n"),
        3,
        "is not CSV from here on; look at its quotation marks");
  }

  @Test
  void manyErrorsAreCountedNotListed() {
    var csv = new StringBuilder(HEADER);
    for (int i = 0; i < 1_500; i++) {
      csv.append(",,,,,root,x,\n");
    }

    ImportReport report = run(csv.toString().replace(",,,,,root,x,", ",,,,,,x,"));

    assertThat(report.errors()).hasSize(1_001);
    assertThat(report.errors().getLast().message()).isEqualTo("and 500 more errors are not listed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "AUDITOR"})
  void othersMayNotImport(Role role) {
    Caller other = rig.person("other", role);

    assertThatThrownBy(() -> rig.imports.run(other, new StringReader(HEADER), false, done -> {}))
        .isInstanceOf(ForbiddenException.class);
    assertThat(rig.trail.last().reason()).startsWith("import: ");
  }

  @Test
  void tenThousandRowsGoInWithProgressAndASecondTimeAreSkipped() {
    var csv = new StringBuilder(HEADER);
    for (int i = 0; i < 10_000; i++) {
      csv.append("host-").append(i / 4).append(",linux,10.0.0.1,Prod/Hosts,,user-").append(i);
      csv.append(",pässword ").append(i).append(",\n");
    }
    var progress = new ArrayList<Long>();

    ImportReport first =
        rig.imports.run(importer, new StringReader(csv.toString()), false, progress::add);
    ImportReport second = run(csv.toString());

    assertThat(first).isEqualTo(new ImportReport(10_000, 0, 0, List.of()));
    assertThat(second).isEqualTo(new ImportReport(0, 0, 10_000, List.of()));
    assertThat(progress).isSorted().hasSizeGreaterThan(10).endsWith(10_000L);
    assertThat(password("host-2499", "user-9999")).isEqualTo("pässword 9999");
  }

  private ImportReport run(String csv) {
    return rig.imports.run(importer, new StringReader(csv), false, done -> {});
  }

  private static void assertError(ImportReport report, long row, String message) {
    assertThat(report.errors()).containsExactly(new ImportReport.RowError(row, message));
  }

  private List<VisibleResource> all() {
    return rig.resources.search(importer, ResourceQuery.ALL, PageRequest.first()).items();
  }

  private Resource resource(String name) {
    List<Resource> found =
        rig.vault.listed(
            tx -> rig.vault.resources().findModifiable(tx, importer.id(), List.of(name)));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private AccountView account(String resource, String login) {
    return rig.accountsOf(importer, resource(resource).id()).stream()
        .filter(v -> v.account().login().equals(login))
        .findFirst()
        .orElseThrow();
  }

  private String password(String resource, String login) {
    AccountId id = account(resource, login).account().id();
    return rig.reveal(importer, new RevealRequest(id, "", "", Optional.empty(), false));
  }

  private List<String> path(Resource resource) {
    return rig
        .vault
        .listed(tx -> rig.vault.folders().path(tx, resource.folder().orElseThrow()))
        .stream()
        .map(Folder::name)
        .toList();
  }
}
