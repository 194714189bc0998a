package org.tandemvault.web.rest;

/** An answer that people edit; its version becomes the ETag. */
public interface Versioned {

  /** Counts edits. */
  long version();
}
