package org.tandemvault.web.rest.resource;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.resource.CsvExport;
import org.tandemvault.core.resource.CsvImport;
import org.tandemvault.core.resource.ImportReport;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.QueryText;
import org.tandemvault.web.rest.gate.BodyLimit;
import org.tandemvault.web.rest.problem.Problem;
import org.tandemvault.web.rest.problem.Refusal;
import org.tandemvault.web.rest.problem.RefusedException;

/** Import and export as CSV. */
@Path("/")
@Tag(name = "transfer")
public final class TransferRoutes {

  private static final String CSV = "text/csv";
  private static final int UNANSWERED_CHARS = 64 * 1024;

  private final CsvImport imports;
  private final CsvExport exports;

  public TransferRoutes(CsvImport imports, CsvExport exports) {
    this.imports = imports;
    this.exports = exports;
  }

  @POST
  @Path("import")
  @Effect(Effect.Kind.WRITE)
  @BodyLimit(mebibytes = 64)
  @Consumes(CSV)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Import resources and accounts, all or nothing",
      description =
          "UTF-8 with the columns resource, type, address, folder, description, login, password,"
              + " notes. What is there already by resource and login is updated.")
  @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
  public Imported importCsv(
      InputStream body,
      @QueryParam("dryRun") @DefaultValue("") String dryRun,
      @Context SecurityContext security) {
    boolean dry = QueryText.flag("dryRun", dryRun, false);
    ImportReport report =
        imports.run(Callers.of(security), new StrictUtf8Reader(body), dry, rows -> {});
    if (!report.errors().isEmpty()) {
      throw new RefusedException(refusal(report.errors()));
    }
    return new Imported(report.created(), report.updated(), report.skipped());
  }

  @GET
  @Path("export")
  @Effect(Effect.Kind.LOCAL)
  @Produces(CSV)
  @Operation(
      summary = "Export what you may view in the columns of the import",
      description =
          "Each secret written is in the audit trail as a reveal. Without a reason, passwords"
              + " that need one are left out.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
  public Response export(
      @QueryParam("secrets") @DefaultValue("") String secrets,
      @QueryParam("reason") @DefaultValue("") String reason,
      @Context SecurityContext security) {
    var request = new CsvExport.Request(QueryText.flag("secrets", secrets, false), reason);
    Caller caller = Callers.of(security);
    StreamingOutput csv = out -> write(caller, request, out);
    return Response.ok(csv, CSV + ";charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tandem-vault.csv\"")
        .build();
  }

  /** An export is audited, so nothing may look like one and be none. */
  @HEAD
  @Path("export")
  @Operation(hidden = true)
  public void noHead() {
    throw new NotAllowedException("GET");
  }

  private void write(Caller caller, CsvExport.Request request, OutputStream out)
      throws IOException {
    var chars = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    var held = new BufferedWriter(chars, UNANSWERED_CHARS);
    exports.write(caller, request, held);
    held.flush();
  }

  private static Refusal refusal(List<ImportReport.RowError> errors) {
    return new Refusal(
        Problem.of(422, "invalid", "Nothing was changed; mend the rows in errors and try again.")
            .withRows(
                errors.stream()
                    .map(error -> new Problem.RowProblem(error.row(), error.message()))
                    .toList()),
        Map.of());
  }

  /** What an import did, or would do; {@code skipped} were there already, equal. */
  public record Imported(long created, long updated, long skipped) {}
}
