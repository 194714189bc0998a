package org.tandemvault.client.command;

/** How results are written; the names are the words of {@code --output}. */
enum OutputForm {
  plain,
  json,
  table
}
