package org.tandemvault.web.rest;

import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.GroupFields;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserFields;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.resource.AccountFields;
import org.tandemvault.core.resource.CsvExport;
import org.tandemvault.core.resource.ResourceFields;
import org.tandemvault.core.resource.ResourceQuery;
import org.tandemvault.core.resource.RevealRequest;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;

/** Something valid for every parameter that a command takes. */
final class CommandArguments {

  private final Map<Class<?>, Supplier<Object>> made = new HashMap<>();

  CommandArguments(TwoNodes nodes, Caller caller) {
    made.put(Caller.class, () -> caller);
    ids(nodes.ids);
    fields();
    plain();
    UserId admin = UserId.parse(nodes.ids.get("users")).orElseThrow();
    made.put(User.class, () -> nodes.vault.store.found(tx -> user(nodes, tx, admin)).orElseThrow());
  }

  private static Optional<User> user(
      TwoNodes nodes, org.tandemvault.core.node.ReadSession tx, UserId id) {
    return nodes.vault.store.users.find(tx, id);
  }

  Object of(Class<?> type) {
    Supplier<Object> value = made.get(type);
    if (value == null) {
      throw new AssertionError("say what to pass for a parameter of type " + type.getName());
    }
    return value.get();
  }

  private void ids(Map<String, String> ids) {
    made.put(UserId.class, () -> UserId.parse(ids.get("users")).orElseThrow());
    made.put(GroupId.class, () -> GroupId.parse(ids.get("groups")).orElseThrow());
    made.put(FolderId.class, () -> FolderId.parse(ids.get("folders")).orElseThrow());
    made.put(PolicyId.class, () -> PolicyId.parse(ids.get("policies")).orElseThrow());
    made.put(ResourceId.class, () -> ResourceId.parse(ids.get("resources")).orElseThrow());
    made.put(TokenId.class, () -> TokenId.parse(ids.get("tokens")).orElseThrow());
    AccountId account = AccountId.parse(ids.get("accounts")).orElseThrow();
    made.put(AccountId.class, () -> account);
    made.put(ShareTarget.class, () -> new ShareTarget.OfAccount(account));
    made.put(
        RevealRequest.class,
        () -> new RevealRequest(account, "for a test", "", Optional.empty(), false));
  }

  private void fields() {
    made.put(UserFields.class, () -> new UserFields("somebody", "", "", Set.of(Role.USER), true));
    made.put(GroupFields.class, () -> new GroupFields("some group", "", List.of()));
    made.put(
        PolicyFields.class,
        () -> new PolicyFields("some policy", 12, true, true, true, true, 30, false));
    made.put(
        ResourceFields.class,
        () -> new ResourceFields("some resource", "", "", "", Optional.empty(), Map.of()));
    made.put(
        AccountFields.class,
        () -> new AccountFields("some login", "", Optional.empty(), Optional.empty()));
    made.put(ResourceQuery.class, () -> ResourceQuery.ALL);
    made.put(VaultSettings.class, () -> new VaultSettings(60, 60, 10, true, 0));
    made.put(CsvExport.Request.class, () -> new CsvExport.Request(true, "for a test"));
  }

  private void plain() {
    made.put(PageRequest.class, () -> PageRequest.first(10));
    made.put(Secret.class, () -> Secret.ofUtf8(RestPerson.PASSWORD));
    made.put(String.class, () -> "some text");
    made.put(long.class, () -> 1L);
    made.put(int.class, () -> 10);
    made.put(boolean.class, () -> false);
    made.put(Optional.class, Optional::empty);
    made.put(OptionalLong.class, OptionalLong::empty);
    made.put(Set.class, Set::of);
    made.put(List.class, List::of);
    made.put(Reader.class, () -> new StringReader("resource,login,password\nx,y,z\n"));
    made.put(Writer.class, StringWriter::new);
    made.put(LongConsumer.class, () -> (LongConsumer) count -> {});
    made.put(Consumer.class, () -> (Consumer<Object>) kept -> {});
  }
}
