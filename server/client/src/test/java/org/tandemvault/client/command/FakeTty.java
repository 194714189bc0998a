package org.tandemvault.client.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tandemvault.client.SecretChars;

/** A person at a terminal, or none. */
final class FakeTty implements Tty {

  private final boolean there;
  private final Deque<String> answers;

  private FakeTty(boolean there, List<String> answers) {
    this.there = there;
    this.answers = new ArrayDeque<>(answers);
  }

  static FakeTty none() {
    return new FakeTty(false, List.of());
  }

  static FakeTty typing(String... answers) {
    return new FakeTty(true, List.of(answers));
  }

  @Override
  public boolean in() {
    return there;
  }

  @Override
  public boolean out() {
    return there;
  }

  @Override
  public Optional<SecretChars> ask(String prompt) {
    return Optional.ofNullable(answers.poll()).map(String::toCharArray).map(SecretChars::of);
  }
}
