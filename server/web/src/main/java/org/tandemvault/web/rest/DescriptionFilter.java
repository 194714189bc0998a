package org.tandemvault.web.rest;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.tandemvault.web.rest.problem.Problem;

/**
 * Adds to the generated description, while the vault is built, what holds for all calls: how they
 * are refused, which need If-Match, that secrets are text.
 */
public final class DescriptionFilter implements OASFilter {

  private static final String PROBLEM = "Problem";
  private static final List<String> MATCHED =
      List.of("accounts", "folders", "groups", "policies", "resources", "users");

  @Override
  public Schema filterSchema(Schema schema) {
    boolean secret =
        schema.getType() == SchemaType.OBJECT
            && schema.getProperties() == null
            && schema.getAdditionalPropertiesSchema() == null
            && schema.getRef() == null;
    return secret ? schema.type(SchemaType.STRING).format("password") : schema;
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getComponents().addSchema(PROBLEM, problem());
    api.getPaths().getPathItems().forEach(DescriptionFilter::complete);
  }

  private static void complete(String path, PathItem item) {
    item.getOperations().values().forEach(DescriptionFilter::complete);
    Map<HttpMethod, Operation> calls = item.getOperations();
    boolean matched =
        path.endsWith("/settings")
            || MATCHED.stream().anyMatch(kind -> path.endsWith("/" + kind + "/{id}"));
    if (matched && calls.containsKey(HttpMethod.PUT)) {
      calls.get(HttpMethod.PUT).addParameter(ifMatch(true));
    }
    if (matched && calls.containsKey(HttpMethod.DELETE)) {
      calls.get(HttpMethod.DELETE).addParameter(ifMatch(false));
    }
    if (path.endsWith("/shares")) {
      calls.get(HttpMethod.PUT).addParameter(ifMatch(false));
    }
  }

  private static void complete(Operation call) {
    var answers = call.getResponses();
    APIResponse created = answers.getAPIResponse("201");
    if (created != null && created.getContent() == null) {
      answers.removeAPIResponse("201");
      answers.addAPIResponse("204", OASFactory.createAPIResponse().description("Done"));
    }
    var reference = OASFactory.createSchema().ref(PROBLEM);
    var form = OASFactory.createMediaType().schema(reference);
    answers.addAPIResponse(
        "default",
        OASFactory.createAPIResponse()
            .description("Refused; code and violations say why")
            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, form)));
  }

  private static Parameter ifMatch(boolean required) {
    return OASFactory.createParameter()
        .name("If-Match")
        .in(Parameter.In.HEADER)
        .required(required)
        .description("The ETag of what is edited; 412 stale-version if somebody was faster")
        .schema(text());
  }

  private static Schema problem() {
    Schema violation =
        OASFactory.createSchema()
            .type(SchemaType.OBJECT)
            .addProperty("field", text())
            .addProperty("message", text());
    Schema row =
        OASFactory.createSchema()
            .type(SchemaType.OBJECT)
            .addProperty("row", OASFactory.createSchema().type(SchemaType.INTEGER))
            .addProperty("message", text());
    return OASFactory.createSchema()
        .type(SchemaType.OBJECT)
        .description("RFC 9457")
        .addProperty("type", text())
        .addProperty("title", text())
        .addProperty("status", OASFactory.createSchema().type(SchemaType.INTEGER))
        .addProperty("code", text())
        .addProperty("detail", text())
        .addProperty("violations", list(violation))
        .addProperty("primary", text().description("Only with read-only-node and use-primary"))
        .addProperty("errors", list(row).description("Only where a file was refused"));
  }

  private static Schema list(Schema items) {
    return OASFactory.createSchema().type(SchemaType.ARRAY).items(items);
  }

  private static Schema text() {
    return OASFactory.createSchema().type(SchemaType.STRING);
  }
}
