package org.tandemvault.web.rest.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.tandemvault.core.access.NamedShare;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.web.rest.Listing;

/** The direct shares of something, and the tag of their state. */
record ShareAnswer(Listing<ShareAnswer.Given> listing, String tag) {

  private static final int TAG_BYTES = 8;

  static ShareAnswer of(List<NamedShare> shares) {
    return new ShareAnswer(Listing.whole(shares, Given::of), tagOf(shares));
  }

  private static String tagOf(List<NamedShare> shares) {
    String state =
        shares.stream()
            .map(NamedShare::share)
            .map(s -> s.principal().type() + s.principal().id().text() + s.right().word())
            .sorted()
            .collect(Collectors.joining(" "));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * One share.
   *
   * @param right view, modify or manage
   */
  public record Given(Who principal, String right) {
    static Given of(NamedShare named) {
      Principal principal = named.share().principal();
      return new Given(
          new Who(principal.type(), principal.id().text(), named.name(), named.displayName()),
          named.share().right().word());
    }
  }

  /**
   * With whom.
   *
   * @param type user or group
   */
  public record Who(String type, String id, String name, String displayName) {}
}
