package org.tandemvault.db.replication.sqlserver.tsql;

/**
 * Who receives.
 *
 * @param server its own name, with its port where that is not the usual one
 */
public record Subscriber(String server, String database) {}
