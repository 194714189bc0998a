package org.tandemvault.core.resource;

import java.io.Reader;
import java.util.function.LongConsumer;
import org.tandemvault.core.identity.Caller;

/** Imports CSV: all or nothing, idempotent by (resource, login). Thread-safe. */
public final class CsvImport {
  /**
   * Reads UTF-8 (BOM or not), columns {@code
   * resource,type,address,folder,description,login,password,notes}.
   *
   * @param progress told the number of rows done so far
   */
  public ImportReport run(Caller caller, Reader csv, boolean dryRun, LongConsumer progress) {
    throw new IllegalStateException("unwritten");
  }
}
