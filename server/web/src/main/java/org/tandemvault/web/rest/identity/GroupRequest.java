package org.tandemvault.web.rest.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.identity.GroupFields;
import org.tandemvault.core.identity.Principal;

/** What admins send for a group. What only the vault sets may come along and is ignored. */
@JsonIgnoreProperties({"id", "version"})
public record GroupRequest(
    Optional<String> name, Optional<String> description, Optional<List<PrincipalRef>> members) {

  GroupFields fields() {
    List<PrincipalRef> refs = members.orElse(List.of());
    var principals = new ArrayList<Principal>();
    for (int i = 0; i < refs.size(); i++) {
      principals.add(refs.get(i).principal("members[" + i + "]"));
    }
    return new GroupFields(name.orElse(""), description.orElse(""), principals);
  }
}
