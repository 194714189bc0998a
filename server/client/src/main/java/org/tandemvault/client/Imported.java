package org.tandemvault.client;

/**
 * What an import did, or would do.
 *
 * @param skipped rows that were there already, equal
 */
public record Imported(long created, long updated, long skipped) {}
