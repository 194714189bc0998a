package org.tandemvault.web.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.tandemvault.core.shared.PageRequest;

/** Which page of a list is asked for; the container fills it in. */
public final class Paging {

  @QueryParam("limit")
  @DefaultValue("")
  @Parameter(
      description = "How many items at most",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
  private String limit = "";

  @QueryParam("cursor")
  @DefaultValue("")
  @Parameter(description = "'next' of the page before; leave it out for the first page")
  private String cursor = "";

  /** The page. */
  public PageRequest page() {
    int most = QueryText.number("limit", limit).orElse(PageRequest.DEFAULT_LIMIT);
    return new PageRequest(most, QueryText.given(cursor));
  }
}
