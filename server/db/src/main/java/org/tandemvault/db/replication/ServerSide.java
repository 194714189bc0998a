package org.tandemvault.db.replication;

import org.tandemvault.db.replication.PlanStep.Where;

/** One server while it is worked on: what is known of it, and an open session there. */
record ServerSide(Where where, ReplicationSite site, ServerAccess access, ServerSession session) {}
