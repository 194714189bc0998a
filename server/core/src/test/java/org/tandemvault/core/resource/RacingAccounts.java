package org.tandemvault.core.resource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.tandemvault.core.shared.StaleVersionException;

/** Accounts behind which somebody else is faster, so many times. */
final class RacingAccounts {

  private final Accounts behind;
  private int races;

  RacingAccounts(Accounts behind, int races) {
    this.behind = behind;
    this.races = races;
  }

  Accounts port() {
    return (Accounts)
        Proxy.newProxyInstance(
            Accounts.class.getClassLoader(),
            new Class<?>[] {Accounts.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("addPasswords") && races-- > 0) {
                throw new StaleVersionException("somebody was faster");
              }
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
