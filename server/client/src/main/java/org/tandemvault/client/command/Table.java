package org.tandemvault.client.command;

import java.util.List;

/** Rows of words, all as long as the heads. */
record Table(List<String> heads, List<List<String>> rows) {

  Table {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }
}
