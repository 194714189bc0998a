package org.tandemvault.web.rest.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.web.rest.identity.PrincipalRef;

/** All direct shares that there shall be. */
@JsonIgnoreProperties({"next"})
public record ShareList(Optional<List<Wanted>> items) {

  List<Share> shares() {
    List<Wanted> wanted =
        items.orElseThrow(() -> InvalidException.of("items", "must be given; [] for none"));
    var shares = new ArrayList<Share>();
    for (int i = 0; i < wanted.size(); i++) {
      shares.add(wanted.get(i).share("items[" + i + "]"));
    }
    return shares;
  }

  /**
   * One share.
   *
   * @param right view, modify or manage
   */
  public record Wanted(Optional<PrincipalRef> principal, Optional<String> right) {
    Share share(String field) {
      return new Share(
          principal
              .orElseThrow(() -> InvalidException.of(field + ".principal", "must be given"))
              .principal(field + ".principal"),
          right
              .flatMap(Right::ofWord)
              .orElseThrow(
                  () -> InvalidException.of(field + ".right", "is view, modify or manage")));
    }
  }
}
