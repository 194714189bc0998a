package org.tandemvault.db.ha;

import java.util.List;
import org.tandemvault.core.ha.Beat;
import org.tandemvault.core.ha.HeartbeatRows;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.db.session.JdbiSession;

/**
 * {@link HeartbeatRows} in the database. Thread-safe.
 *
 * <p>A beat is committed here and now, also where changes wait for a standby: it is the beat that
 * tells whether there is one.
 */
public final class JdbiHeartbeatRows implements HeartbeatRows {

  @Override
  public void beat(LocalSession tx, Beat beat) {
    var session = JdbiSession.of(tx);
    CommitHere.of(tx);
    int updated =
        session
            .update("ha/beat_update")
            .bind("at", beat.at())
            .bind("beat", beat.counter())
            .bind("nodeId", beat.node().value())
            .execute();
    if (updated == 0) {
      session
          .update("ha/beat_insert")
          .bind("nodeId", beat.node().value())
          .bind("at", beat.at())
          .bind("beat", beat.counter())
          .execute();
    }
  }

  @Override
  public List<Beat> all(ReadSession tx) {
    var session = JdbiSession.of(tx);
    return session
        .query("ha/beats")
        .map(
            (row, context) ->
                new Beat(
                    new NodeId(row.getString("node_id")),
                    row.getLong("beat"),
                    session.platform().instant(row, "sent_at")))
        .list();
  }
}
