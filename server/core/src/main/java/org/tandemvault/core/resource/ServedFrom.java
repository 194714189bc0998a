package org.tandemvault.core.resource;

import java.time.Clock;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.NodeId;

/** Which node answers a reveal, and how old its data are. */
public record ServedFrom(NodeId node, DataAge age, Clock clock) {}
