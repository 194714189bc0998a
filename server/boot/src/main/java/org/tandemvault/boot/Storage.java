package org.tandemvault.boot;

import org.tandemvault.core.access.Shares;
import org.tandemvault.core.audit.AuditEvents;
import org.tandemvault.core.identity.ApiTokens;
import org.tandemvault.core.identity.Groups;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.policy.Policies;
import org.tandemvault.core.policy.SettingsStore;
import org.tandemvault.core.resource.Accounts;
import org.tandemvault.core.resource.Folders;
import org.tandemvault.core.resource.Resources;

/** The gate to the database and every repository behind it. */
record Storage(
    Transactions transactions,
    AuditEvents auditEvents,
    Users users,
    Groups groups,
    ApiTokens tokens,
    Shares shares,
    Policies policies,
    SettingsStore settings,
    Folders folders,
    Resources resources,
    Accounts accounts) {}
