package org.tandemvault.core.resource;

import java.io.Writer;
import org.tandemvault.core.identity.Caller;

/** Exports what the caller may view, as CSV in the columns of the import. Thread-safe. */
public final class CsvExport {
  /** Each secret written is audited as a reveal before it is written. */
  public void write(Caller caller, boolean secrets, Writer out) {
    throw new IllegalStateException("unwritten");
  }
}
