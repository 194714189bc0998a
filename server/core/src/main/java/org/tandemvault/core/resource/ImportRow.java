package org.tandemvault.core.resource;

import java.util.Arrays;
import java.util.List;
import org.tandemvault.crypto.Secret;

/**
 * One line of an import, checked by itself. An empty cell says nothing.
 *
 * @param row as a spreadsheet counts
 * @param folder a path, names parted by '/'
 * @param password empty if it shall stay as it is
 */
record ImportRow(
    long row,
    String resource,
    String type,
    String address,
    String folder,
    String description,
    String login,
    Secret password,
    String notes) {

  /** The names of a folder path, from the top. */
  static List<String> names(String path) {
    return path.isBlank()
        ? List.of()
        : Arrays.stream(path.split("/", -1)).map(String::strip).toList();
  }
}
