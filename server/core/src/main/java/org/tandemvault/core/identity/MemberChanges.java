package org.tandemvault.core.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.UserId;

/**
 * Puts a change of a group's members into words, e.g. {@code +user anna, -group ops}: who is in a
 * group decides who may reveal what, so the audit trail names them.
 */
record MemberChanges(IdentityStore store) {

  List<String> words(ReadSession tx, List<Principal> before, List<Principal> after) {
    Set<Principal> added = without(after, before);
    Set<Principal> removed = without(before, after);
    Map<UserId, String> names = userNames(tx, added, removed);
    var words = new ArrayList<String>();
    added.forEach(member -> words.add("+" + told(tx, member, names)));
    removed.forEach(member -> words.add("-" + told(tx, member, names)));
    return words;
  }

  private static Set<Principal> without(List<Principal> all, List<Principal> others) {
    var rest = new LinkedHashSet<>(all);
    others.forEach(rest::remove);
    return rest;
  }

  private Map<UserId, String> userNames(
      ReadSession tx, Set<Principal> added, Set<Principal> removed) {
    var ids = new HashSet<UserId>();
    for (Set<Principal> members : List.of(added, removed)) {
      for (Principal member : members) {
        if (member instanceof Principal.OfUser user) {
          ids.add(user.id());
        }
      }
    }
    var names = new HashMap<UserId, String>();
    store.users().findAll(tx, ids).forEach(user -> names.put(user.id(), user.name()));
    return names;
  }

  private String told(ReadSession tx, Principal member, Map<UserId, String> names) {
    String id = member.id().text();
    String name =
        switch (member) {
          case Principal.OfUser user -> names.getOrDefault(user.id(), id);
          case Principal.OfGroup group ->
              store.groups().find(tx, group.id()).map(Group::name).orElse(id);
        };
    return member.type() + " " + name;
  }
}
