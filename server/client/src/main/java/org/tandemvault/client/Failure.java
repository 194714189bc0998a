package org.tandemvault.client;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Why a server did not do it, in words for people. */
record Failure(Kind kind, String words) {

  /** How far a request came. */
  enum Kind {
    /** Nothing was sent. */
    UNSENT,
    /** Nothing was sent, since its certificate did not prove who it is. */
    UNTRUSTED,
    /** It may have got the request. */
    BROKEN,
    /** It answered that it can't. */
    ANSWERED
  }

  static final Failure SILENT = new Failure(Kind.BROKEN, "does not answer");

  static Failure of(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return switch (cause) {
      case HttpConnectTimeoutException e -> unsent("can't be connected to in time");
      case ConnectException e ->
          unsent(isUnknownHost(e) ? "is a name that is not known" : "refuses connections");
      case UnknownHostException e -> unsent("is a name that is not known");
      case SSLHandshakeException e -> new Failure(Kind.UNTRUSTED, "is not trusted: " + tlsWords(e));
      case HttpTimeoutException e -> SILENT;
      default -> new Failure(Kind.BROKEN, "broke the connection off");
    };
  }

  /** A status that says: another server, please. */
  static Failure ofStatus(int status, String detail) {
    String words = detail.isEmpty() ? "answers " + status : "answers " + status + ": " + detail;
    return new Failure(Kind.ANSWERED, words);
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  private static Failure unsent(String words) {
    return new Failure(Kind.UNSENT, words);
  }

  private static boolean isUnknownHost(ConnectException e) {
    return Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
        .anyMatch(UnresolvedAddressException.class::isInstance);
  }

  private static String tlsWords(SSLHandshakeException e) {
    String said = Optional.ofNullable(e.getMessage()).orElse("");
    if (said.contains("PKIX") || said.contains("certification path")) {
      return "its certificate is of an authority that is not known here; name the authority's"
          + " file (--ca FILE)";
    }
    return "its certificate or TLS does not fit (" + said.lines().findFirst().orElse("") + ")";
  }

  private static Throwable unwrapped(Throwable thrown) {
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wrapper && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }
}
