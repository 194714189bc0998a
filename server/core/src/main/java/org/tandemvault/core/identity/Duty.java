package org.tandemvault.core.identity;

/** What somebody who signed in has to do before anything else. */
public enum Duty {
  NONE,
  /** Change the password that others have seen. */
  PASSWORD,
  /** Set up the second factor that is demanded of them. */
  SECOND_FACTOR
}
