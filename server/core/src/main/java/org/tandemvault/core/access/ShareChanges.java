package org.tandemvault.core.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tandemvault.core.audit.ReasonTexts;
import org.tandemvault.core.identity.NamedPrincipal;
import org.tandemvault.core.identity.Principal;

/** Puts a change of shares into words, e.g. {@code +user anna view, -group ops}. */
final class ShareChanges {

  private final Map<Principal, NamedPrincipal> names;

  ShareChanges(Map<Principal, NamedPrincipal> names) {
    this.names = names;
  }

  /** One text for each event, at least one. */
  List<String> tell(List<Share> before, List<Share> after) {
    Map<Principal, Right> old = rights(before);
    Map<Principal, Right> next = rights(after);
    var words = new ArrayList<String>();
    next.forEach(
        (principal, right) -> {
          if (!right.equals(old.get(principal))) {
            String sign = old.containsKey(principal) ? "=" : "+";
            words.add(sign + name(principal) + " " + right.word());
          }
        });
    old.keySet().stream()
        .filter(principal -> !next.containsKey(principal))
        .forEach(principal -> words.add("-" + name(principal)));
    return ReasonTexts.of(words, "nothing changed");
  }

  private String name(Principal principal) {
    NamedPrincipal named = names.get(principal);
    String name = named == null ? principal.id().text() : named.name();
    return principal.type() + " " + name;
  }

  private static Map<Principal, Right> rights(List<Share> shares) {
    var rights = new LinkedHashMap<Principal, Right>();
    shares.forEach(share -> rights.put(share.principal(), share.right()));
    return rights;
  }
}
