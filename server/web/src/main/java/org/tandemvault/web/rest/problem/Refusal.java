package org.tandemvault.web.rest.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.TooLargeException;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.core.shared.UsePrimaryException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.web.rest.json.BadJsonException;

/**
 * A problem and the headers that go with it.
 *
 * <p>The one place that says which failure is which status; the mapping is total over {@link
 * VaultException} by the compiler.
 */
public record Refusal(Problem problem, Map<String, String> headers) {

  private static final String CHALLENGE = "Bearer realm=\"tandem-vault\"";
  private static final String SOON = "5";

  public Refusal {
    headers = Map.copyOf(headers);
  }

  /** The refusal for a failure; empty if the failure is unexpected. */
  public static Optional<Refusal> of(Throwable failure) {
    return switch (failure) {
      case VaultException known -> Optional.of(ofVault(known));
      case BadJsonException bad ->
          Optional.of(plain(Problem.of(400, "malformed", bad.getMessage()).with(bad.violations())));
      case RefusedException refused -> Optional.of(refused.refusal());
      case WebApplicationException web -> ofContainer(web);
      default -> Optional.empty();
    };
  }

  /** What is told about a failure that nobody foresaw. */
  public static Refusal unexpected(String incident) {
    return plain(
        Problem.of(
            500,
            "unexpected",
            "Something went wrong in the vault. Tell your administrator the incident "
                + incident
                + "; the server's log tells more."));
  }

  /** Nobody is signed in: 401 with the challenge. */
  public static Refusal unauthenticated(String code, String detail) {
    return new Refusal(
        Problem.of(401, code, detail), Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE));
  }

  /** The answer. */
  public Response response() {
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    headers.forEach(answer::header);
    return answer.build();
  }

  private static Refusal ofVault(VaultException known) {
    return switch (known) {
      case MalformedException e -> plain(problem(400, e));
      case UnauthenticatedException e -> unauthenticated(e.code(), e.getMessage());
      case ForbiddenException e -> plain(problem(403, e));
      case NotFoundException e -> plain(problem(404, e));
      case ConflictException e -> plain(problem(409, e));
      case StaleVersionException e -> plain(problem(412, e));
      case ReadOnlyNodeException e -> plain(problem(409, e).withPrimary(e.primary()));
      case UsePrimaryException e -> plain(problem(409, e).withPrimary(e.primary()));
      case TooLargeException e -> plain(problem(413, e));
      case InvalidException e -> plain(problem(422, e).with(e.violations()));
      case TooManyAttemptsException e ->
          new Refusal(
              problem(429, e),
              Map.of(
                  HttpHeaders.RETRY_AFTER,
                  Long.toString(Math.max(1, e.retryAfter().plusMillis(999).toSeconds()))));
      case UnreadableSecretException e -> plain(problem(500, e));
      case UnavailableException e ->
          new Refusal(problem(503, e), Map.of(HttpHeaders.RETRY_AFTER, SOON));
    };
  }

  private static Optional<Refusal> ofContainer(WebApplicationException web) {
    int status = web.getResponse().getStatus();
    if (status < 400 || status >= 500 && status != 503) {
      return Optional.empty();
    }
    var kept = new LinkedHashMap<String, String>();
    MultivaluedMap<String, String> all = web.getResponse().getStringHeaders();
    for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER}) {
      if (all.getFirst(name) != null) {
        kept.put(name, all.getFirst(name));
      }
    }
    if (status == 401) {
      kept.put(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    return Optional.of(new Refusal(ContainerProblems.of(status), kept));
  }

  private static Problem problem(int status, VaultException e) {
    return Problem.of(status, e.code(), e.getMessage());
  }

  private static Refusal plain(Problem problem) {
    return new Refusal(problem, Map.of());
  }
}
