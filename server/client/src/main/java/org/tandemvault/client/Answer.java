package org.tandemvault.client;

import java.util.function.Function;

/**
 * What was asked for, and who answered.
 *
 * @param origin which node it was, and how old its data are
 */
public record Answer<T>(T value, Origin origin) {

  /** The same with its value looked at in another way. */
  public <R> Answer<R> map(Function<T, R> view) {
    return new Answer<>(view.apply(value), origin);
  }
}
