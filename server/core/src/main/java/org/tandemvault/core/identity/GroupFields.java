package org.tandemvault.core.identity;

import java.util.List;

/** What admins fill in for a group. */
public record GroupFields(String name, String description, List<Principal> members) {}
