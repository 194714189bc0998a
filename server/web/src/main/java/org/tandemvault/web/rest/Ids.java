package org.tandemvault.web.rest;

import java.util.Optional;
import java.util.function.Function;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.Id;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.core.shared.UserId;

/**
 * Ids as text. In an address, what is no id names nothing (404); in a field, it is a violation of
 * that field.
 */
public final class Ids {

  private static final int LONGEST_ECHO = 40;

  private Ids() {}

  public static UserId user(String text) {
    return inPath("user", text, UserId::parse);
  }

  public static GroupId group(String text) {
    return inPath("group", text, GroupId::parse);
  }

  public static FolderId folder(String text) {
    return inPath("folder", text, FolderId::parse);
  }

  public static ResourceId resource(String text) {
    return inPath("resource", text, ResourceId::parse);
  }

  public static AccountId account(String text) {
    return inPath("account", text, AccountId::parse);
  }

  public static PolicyId policy(String text) {
    return inPath("policy", text, PolicyId::parse);
  }

  public static TokenId token(String text) {
    return inPath("token", text, TokenId::parse);
  }

  /**
   * The id in a field that may be empty.
   *
   * @throws InvalidException with a violation on the field if it is no id
   */
  public static <T extends Id> Optional<T> inField(
      String field, Optional<String> text, Function<String, Optional<T>> parse) {
    return text.map(
        t ->
            parse
                .apply(t)
                .orElseThrow(() -> InvalidException.of(field, "names nothing that is there")));
  }

  private static <T extends Id> T inPath(
      String kind, String text, Function<String, Optional<T>> parse) {
    return parse.apply(text).orElseThrow(() -> NotFoundException.of(kind, echo(text)));
  }

  private static String echo(String text) {
    String cut = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) : text;
    return cut.replaceAll("[^\\p{L}\\p{N}_.-]", "?");
  }
}
