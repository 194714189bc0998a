package org.tandemvault.core.shared;

/**
 * What is wrong with one field.
 *
 * @param field the name as in the request, e.g. {@code members[2].id}
 * @param message what to do, without the value
 */
public record Violation(String field, String message) {}
