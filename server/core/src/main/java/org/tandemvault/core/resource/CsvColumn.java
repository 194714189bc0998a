package org.tandemvault.core.resource;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The columns of import and export, in the order of the export. */
enum CsvColumn {
  RESOURCE,
  TYPE,
  ADDRESS,
  FOLDER,
  DESCRIPTION,
  LOGIN,
  PASSWORD,
  NOTES;

  /** The word in the header. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True for what is sealed at rest. */
  boolean isSecret() {
    return this == PASSWORD || this == NOTES;
  }

  /** True for what an import can't do without. */
  boolean isRequired() {
    return this == RESOURCE || this == LOGIN || this == PASSWORD;
  }

  /** The column of a header's cell, whatever its case. */
  static Optional<CsvColumn> ofWord(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(c -> c.word().equals(wanted)).findFirst();
  }
}
