package org.tandemvault.web.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The forms in which things are answered that are not just themselves. */
public final class Answers {

  private Answers() {}

  /** 201 with the thing and its address under /api/v1. */
  public static Response created(UriInfo uri, String path, Record thing) {
    return Response.created(uri.getBaseUriBuilder().path(path).build()).entity(thing).build();
  }
}
