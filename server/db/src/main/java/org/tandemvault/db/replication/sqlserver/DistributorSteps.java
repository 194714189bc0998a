package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.AgentCalls;
import org.tandemvault.db.replication.sqlserver.tsql.DistributorCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** A server becomes its own distributor, and the vault's database publishable. */
final class DistributorSteps {
  private static final String OURS = "yes";

  /** Agents' words and tracer tokens; what waits is kept longer. */
  private static final int HISTORY_HOURS = 48;

  private final Side side;
  private final Options options;

  DistributorSteps(Side side, Options options) {
    this.side = side;
    this.options = options;
  }

  List<Step> steps() {
    return List.of(
        ensure("Large values may be sent (max text repl size)", this::textLimit),
        ensure("The server is its own distributor", this::distributor),
        ensure("There is a distribution database", this::database),
        ensure(
            "Changes for a server that is away are kept for " + options.keepHours() + " hours",
            this::retention),
        ensure("Its own jobs clean up what was delivered", this::cleaning),
        ensure("The server may publish by its distributor", this::publisher),
        ensure("The vault's database may be published", this::published));
  }

  private Ensure ensure(String what, java.util.function.Supplier<List<Statement>> missing) {
    return new Ensure(side, what, missing);
  }

  private List<Statement> textLimit() {
    boolean set =
        side.inMaster(LookUp.TEXT_LIMIT).stream().anyMatch(row -> row.number("value_in_use") == -1);
    return set ? List.of() : DistributorCalls.allowLargeValues();
  }

  private boolean isDistributor() {
    return side.inMaster(LookUp.DISTRIBUTOR).stream().anyMatch(row -> row.flag("installed"));
  }

  /** The mark comes first: what is half made is ours to take away. */
  private List<Statement> distributor() {
    if (isDistributor()) {
      return List.of();
    }
    List<Statement> all = new ArrayList<>();
    Marks mark = new Marks(side, Names.DISTRIBUTOR_MARK);
    if (!mark.is(OURS)) {
      all.add(mark.set(OURS));
    }
    all.add(side.distributor().addDistributor(side.facts().build().major()));
    return all;
  }

  private List<Statement> database() {
    return databases().isEmpty()
        ? List.of(side.distributor().addDistributionDatabase(options.keepHours(), HISTORY_HOURS))
        : List.of();
  }

  private List<Row> databases() {
    return side.session().look(Place.MSDB, LookUp.DISTRIBUTION_DATABASES);
  }

  /** Raised if need be, never lowered: somebody may have meant it. */
  private List<Statement> retention() {
    boolean little =
        databases().stream()
            .limit(1)
            .anyMatch(row -> row.number("max_distretention") < options.keepHours());
    return little ? List.of(side.distributor().keepFor(options.keepHours())) : List.of();
  }

  private List<Statement> cleaning() {
    return side.session().look(Place.MSDB, LookUp.CLEAN_UP_JOBS).stream()
        .map(row -> new AgentCalls(row.text("job_id")).enable())
        .toList();
  }

  private List<Statement> publisher() {
    return isPublisher(side)
        ? List.of()
        : List.of(side.distributor().addPublisher(options.folder(side.where())));
  }

  /** The list is documented for remote ones; the server's own word counts as well. */
  static boolean isPublisher(Side side) {
    return side.inMaster(LookUp.DISTRIBUTOR).stream()
            .anyMatch(row -> row.flag("is distribution publisher"))
        || side.session().look(Place.MSDB, LookUp.PUBLISHERS).stream()
            .anyMatch(row -> side.facts().isCalled(row.text("name")));
  }

  private List<Statement> published() {
    boolean published =
        side.inMaster(LookUp.DATABASE, side.vault().database()).stream()
            .anyMatch(row -> row.flag("is_published"));
    return published ? List.of() : List.of(DistributorCalls.publish(side.vault().database(), true));
  }
}
