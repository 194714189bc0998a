package org.tandemvault.core.node;

/**
 * The database this node works on.
 *
 * @param engine e.g. {@code PostgreSQL}
 * @param version as the server tells it, e.g. {@code 18.6}
 * @param tls true if the connection is encrypted
 */
public record DatabaseServer(String engine, String version, boolean tls) {}
