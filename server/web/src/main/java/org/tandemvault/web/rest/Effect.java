package org.tandemvault.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route does to the vault. Every route that is not a GET says it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Effect {

  Kind value();

  /** What is written by it. */
  enum Kind {
    /** Nothing. */
    READ,
    /** The vault itself: refused on a standby. */
    WRITE,
    /** Only what is this node's own, e.g. its audit trail: works on a standby too. */
    LOCAL
  }
}
