package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * A server that exists in memory only. It keeps what statements change, answers the look-ups from
 * it, and refuses what a real one refuses: unknown names, a second time, the wrong order.
 */
final class FakeServer {
  static final String VAULT = "vault";

  final String name;
  final FakeWorld world;
  int port = 1433;
  int major = 16;
  int engineEdition = 2;
  String edition = "Standard Edition (64-bit)";
  String realName;
  boolean sysadmin = true;
  boolean agentRuns = true;
  boolean windowsOnly;
  long free = 1L << 40;
  String collation = "Latin1_General_100_CI_AS";
  String foreignDistributor = "";
  int pending;
  String product = "Microsoft SQL Server 2022 (RTM) - 16.0.1000.6 (X64)";
  final Set<LookUp> refused = java.util.EnumSet.noneOf(LookUp.class);
  String databaseState = "ONLINE";
  boolean readOnly;
  static final String CLEAN_UP = "C1EA";
  boolean cleanUp = true;
  boolean snapshots;
  String checkValue = "";

  static final int FIRST = 1;
  int newest = FIRST;
  int version;
  boolean locked;
  long lateTracer;
  final List<Long> ownEvents = new ArrayList<>();
  long textLimit = 65_536;
  boolean distributor;
  Optional<String> distributionDatabase = Optional.empty();
  long keepHours;
  boolean publisher;
  boolean published;
  Optional<FakeAgent> logReader = Optional.empty();
  final Map<String, FakePublication> publications = new TreeMap<>();
  final Map<String, String> marks = new TreeMap<>();
  final Map<String, String> logins = new TreeMap<>();
  final Map<String, Map<String, Set<String>>> users = new TreeMap<>();
  final Map<String, Set<String>> permissions = new TreeMap<>();
  final Map<String, Map<String, List<Row>>> schemas = new TreeMap<>();
  final Map<String, String> triggers = new TreeMap<>();
  final Map<String, String> received = new TreeMap<>();
  final List<String> taken = new ArrayList<>();

  FakeServer(String name, FakeWorld world) {
    this.name = name;
    this.realName = name;
    this.world = world;
    schemas.put("dbo", new TreeMap<>());
  }

  /** The tables of this version, as the changelog makes them. */
  void makeVault() {
    require(publications.isEmpty(), "tables change while they are published");
    FakeTables.make(schemas.computeIfAbsent(VAULT, s -> new TreeMap<>()));
    version = newest;
  }

  boolean hasVault() {
    return schemas.containsKey(VAULT) && version == newest;
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new AssertionError(otherwise);
    }
  }

  SqlServerSession open() {
    return new SqlServerSession() {
      private final FakeStatements statements = new FakeStatements(FakeServer.this);

      @Override
      public String server() {
        return name;
      }

      @Override
      public List<Row> look(Place place, LookUp lookUp, Object... arguments) {
        return FakeServer.this.look(place, lookUp, arguments);
      }

      @Override
      public void run(Statement statement) {
        world.count(() -> statements.run(statement), statement);
      }

      @Override
      public void close() {
        if (statements.holdsLock) {
          locked = false;
        }
      }
    };
  }

  private boolean exists(String database) {
    return List.of("master", "msdb", VAULT).contains(database)
        || distributionDatabase.filter(database::equals).isPresent();
  }

  private List<Row> look(Place place, LookUp lookUp, Object... args) {
    if (!exists(place.database())) {
      return List.of();
    }
    if (refused.contains(lookUp)) {
      throw new org.tandemvault.db.replication.ReplicationException(
          org.tandemvault.db.replication.ReplicationException.Reason.FAILED, "229 denied");
    }
    return switch (lookUp) {
      case SERVER -> List.of(server());
      case AGENT_SERVICE -> List.of(row("running", agentRuns ? 1 : 0));
      case DATABASE -> args[0].equals(VAULT) ? List.of(database()) : List.of();
      case DISTRIBUTOR -> List.of(distributorRow());
      case DISTRIBUTION, DISTRIBUTION_DATABASES -> distributionRows();
      case PUBLISHERS -> List.of();
      case PUBLISHED_DATABASES -> published ? List.of(row("name", VAULT)) : List.of();
      case CLEAN_UP_JOBS ->
          cleanUp
              ? List.of()
              : List.of(row("job_id", CLEAN_UP, "name", "Distribution clean up: d"));
      case TEXT_LIMIT -> List.of(row("value_in_use", textLimit));
      case VOLUMES -> List.of(row("free_bytes", free, "database_bytes", 1L << 30));
      case SCHEMA -> schemas.containsKey(args[0]) ? List.of(row("name", args[0])) : List.of();
      case COLUMNS ->
          schemas.getOrDefault(args[0], Map.of()).values().stream().flatMap(List::stream).toList();
      case TRIGGERS -> triggerRows(args[0].toString());
      case LOGIN -> loginRows(args[0].toString());
      case DATABASE_USERS -> userRows(place.database());
      case PERMISSIONS -> permissionRows(place.database() + "/" + args[0]);
      case MARK ->
          marks.containsKey(args[0]) ? List.of(row("value", marks.get(args[0]))) : List.of();
      case NEWEST_EVENT ->
          List.of(row("newest", ownEvents.stream().max(Long::compare).orElse(-1L)));
      case OWN_EVENTS ->
          ownEvents.stream()
              .filter(seq -> seq > (long) args[1])
              .limit(2)
              .map(seq -> row("node_id", args[0], "seq", seq))
              .toList();
      case VAULT_USERS -> List.of(row("row_count", 0));
      case CHECK_VALUES -> checkValue.isEmpty() ? List.of() : List.of(row("value", checkValue));
      case BEATS -> world.beats(this);
      case ROW_COUNTS -> List.of();
      default -> replication(lookUp, args);
    };
  }

  private List<Row> replication(LookUp lookUp, Object... args) {
    return switch (lookUp) {
      case LOG_READER -> agentRows(logReader);
      case SNAPSHOT_AGENT -> agentRows(of(args[1]).flatMap(p -> p.snapshotAgent));
      case PUSH_AGENT -> agentRows(of(args[1]).flatMap(p -> p.pushAgent));
      case JOBS -> agents(args[2]).stream().map(FakeAgent::job).toList();
      case LAST_RUNS -> agents(args[2]).stream().map(FakeAgent::run).toList();
      case PUBLICATIONS ->
          publications.values().stream()
              .map(p -> row("name", p.name, "status", 1, "retention", 0))
              .toList();
      case ARTICLES -> articleRows();
      case SUBSCRIPTIONS -> subscriptionRows();
      case LATE_TRACER -> List.of(row("late", lateTracer));
      case PENDING -> List.of(row("pendingcmdcount", pending, "estimatedprocesstime", 0));
      case RECEIVED ->
          received.entrySet().stream()
              .map(
                  e ->
                      row(
                          "publication",
                          e.getKey(),
                          "publisher",
                          e.getValue(),
                          "publisher_db",
                          VAULT,
                          "age",
                          5))
              .toList();
      case TRACERS ->
          of(args[0]).stream()
              .flatMap(p -> p.tokens.stream())
              .map(t -> row("tracer_id", t))
              .toList();
      case TRACER_HISTORY -> tracerRows(args[0]);
      default -> throw new IllegalStateException("No answer to " + lookUp);
    };
  }

  private List<Row> tracerRows(Object publication) {
    FakePublication p = of(publication).orElseThrow();
    world.deliver(this, p);
    return p.deliveredByAgent
        ? List.of(row("subscriber", p.subscriber, "overall_latency", 1))
        : List.of(row("subscriber", p.subscriber));
  }

  private Row server() {
    return row(
        "product",
        product,
        "server_name",
        name,
        "server_property",
        realName,
        "port",
        port,
        "major_version",
        major,
        "engine_edition",
        engineEdition,
        "edition",
        edition,
        "edition_id",
        0,
        "windows_only",
        windowsOnly ? 1 : 0,
        "sysadmin",
        sysadmin ? 1 : 0,
        "lasting_owner",
        "sa");
  }

  private Row database() {
    return row(
        "state_desc",
        databaseState,
        "is_read_only",
        readOnly ? 1 : 0,
        "is_published",
        published ? 1 : 0,
        "row_versions",
        1,
        "collation_name",
        collation,
        "snapshots",
        snapshots ? 1 : 0);
  }

  private Row distributorRow() {
    return foreignDistributor.isEmpty()
        ? row(
            "installed",
            distributor ? 1 : 0,
            "distribution server",
            distributor ? name : "",
            "is distribution publisher",
            publisher ? 1 : 0)
        : row("installed", 1, "distribution server", foreignDistributor);
  }

  private List<Row> distributionRows() {
    return distributionDatabase
        .map(d -> List.of(row("name", d, "max_distretention", keepHours)))
        .orElse(List.of());
  }

  private List<Row> triggerRows(String schema) {
    return triggers.entrySet().stream()
        .filter(e -> e.getKey().startsWith(schema + "."))
        .map(
            e ->
                row(
                    "trigger_name", e.getKey().substring(schema.length() + 1),
                    "definition", e.getValue().replace("OR ALTER", "")))
        .toList();
  }

  private List<Row> loginRows(String login) {
    return logins.containsKey(login) ? List.of(row("name", login, "sysadmin", 0)) : List.of();
  }

  private List<Row> userRows(String database) {
    List<Row> rows = new ArrayList<>();
    users
        .getOrDefault(database, Map.of())
        .forEach(
            (user, roles) -> {
              if (roles.isEmpty()) {
                rows.add(row("user_name", user, "login_name", user));
              }
              roles.forEach(
                  r -> rows.add(row("user_name", user, "login_name", user, "role_name", r)));
            });
    return rows;
  }

  private List<Row> permissionRows(String key) {
    return permissions.getOrDefault(key, Set.of()).stream().map(FakeTables::permission).toList();
  }

  private static List<Row> agentRows(Optional<FakeAgent> agent) {
    return agent.map(a -> List.of(row("id", 1, "login", a.login))).orElse(List.of());
  }

  Optional<FakePublication> of(Object publication) {
    return Optional.ofNullable(publications.get(publication.toString()));
  }

  private List<FakeAgent> agents(Object publication) {
    List<FakeAgent> all = new ArrayList<>();
    logReader.ifPresent(all::add);
    of(publication).flatMap(p -> p.snapshotAgent).ifPresent(all::add);
    of(publication).flatMap(p -> p.pushAgent).ifPresent(all::add);
    return all;
  }

  List<FakeAgent> allAgents() {
    List<FakeAgent> all = new ArrayList<>();
    logReader.ifPresent(all::add);
    publications
        .values()
        .forEach(
            p -> {
              p.snapshotAgent.ifPresent(all::add);
              p.pushAgent.ifPresent(all::add);
            });
    return all;
  }

  private List<Row> articleRows() {
    List<Row> rows = new ArrayList<>();
    publications
        .values()
        .forEach(
            p ->
                p.articles.forEach(
                    (k, v) ->
                        rows.add(
                            row(
                                "publication",
                                p.name,
                                "article",
                                k,
                                "filter_clause",
                                v.clause()))));
    return rows;
  }

  private List<Row> subscriptionRows() {
    List<Row> rows = new ArrayList<>();
    publications
        .values()
        .forEach(
            p ->
                p.subscriptions.forEach(
                    (k, v) ->
                        rows.add(
                            row(
                                "publication",
                                p.name,
                                "article",
                                k,
                                "status",
                                v,
                                "server",
                                p.subscriber,
                                "dest_db",
                                p.database))));
    return rows;
  }

  static Row row(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i].toString(), pairs[i + 1]);
    }
    return new Row(values);
  }

  /** Everything but passwords and ids. */
  String state() {
    return FakeTables.state(this);
  }
}
