package org.tandemvault.web.rest.problem;

/** Problems for what the server refuses before any of our code saw it. */
public final class ContainerProblems {

  private ContainerProblems() {}

  /** The problem for a status. */
  public static Problem of(int status) {
    return switch (status) {
      case 400 -> Problem.of(status, "malformed", "The request can't be read.");
      case 401 -> Problem.of(status, "unauthenticated", "Sign in first (POST /api/v1/sessions).");
      case 403 -> Problem.of(status, "forbidden", "This is not allowed.");
      case 404 ->
          Problem.of(
              status, "not-found", "There is no such address; /openapi lists what there is.");
      case 405 ->
          Problem.of(status, "method-not-allowed", "Use one of the methods in the header Allow.");
      case 406 ->
          Problem.of(status, "not-acceptable", "The media type asked for is not made here.");
      case 408 -> Problem.of(status, "timeout", "The request did not come to its end in time.");
      case 413 -> Problem.of(status, "too-large", "The request is too large.");
      case 414, 431 -> Problem.of(status, "too-large", "The address or a header is too long.");
      case 415 ->
          Problem.of(status, "unsupported-media-type", "Send the media type that this call takes.");
      case 503 -> Problem.of(status, "unavailable", "The vault can't answer now; try again later.");
      default ->
          status >= 500
              ? Problem.of(status, "unexpected", "Something went wrong in the vault.")
              : Problem.of(status, "refused", "The request was refused.");
    };
  }
}
