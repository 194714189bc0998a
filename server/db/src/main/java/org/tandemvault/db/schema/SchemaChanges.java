package org.tandemvault.db.schema;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.platform.SqlServerFacts;
import org.tandemvault.db.platform.SqlServerPlatform;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;

/** Runs the changelog. Its own tables stand in a schema that is never published (ADR 0031). */
final class SchemaChanges {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaChanges.class);
  private static final String CHANGELOG = "org/tandemvault/db/changelog/root.xml";
  private static final String OWN_SCHEMA = "vault_admin";

  private final Platform platform;
  private final String where;

  SchemaChanges(Platform platform, String where) {
    this.platform = platform;
    this.where = where;
  }

  /** Applies what is missing. Two at once wait for each other. */
  void apply(Connection connection) {
    apply(connection, Optional.empty());
  }

  /** Applies what is missing up to the last of these steps, which all must be known. */
  void applyUpTo(Connection connection, List<String> steps) {
    apply(connection, Optional.of(steps));
  }

  private void apply(Connection connection, Optional<List<String>> upTo) {
    try {
      makeOwnSchema(connection);
      inScope(
          () -> {
            Liquibase liquibase = liquibase(database(connection));
            if (platform instanceof SqlServerPlatform
                && !SqlServerFacts.read(connection).isSqlServer()) {
              // such servers refuse the words; they do not replicate in this way either
              liquibase.setChangeLogParameter("local", "");
            }
            refuseNewer(liquibase);
            int missing = upTo.isPresent() ? missing(liquibase, upTo.get()) : missing(liquibase);
            if (missing > 0) {
              refuseWhilePublished(connection);
              LOG.info("Bringing the tables of database {} up to date: {} steps", where, missing);
              liquibase.update(missing, new Contexts(), new LabelExpression());
            }
          });
    } catch (LiquibaseException | SQLException e) {
      throw new NodeDatabaseException(
          Reason.MIGRATION_FAILED,
          "The tables of database "
              + where
              + " can't be brought up to date. The steps before the one that failed are done and"
              + " are not repeated: "
              + e.getMessage(),
          e);
    }
  }

  /** SQL Server would send the changes to a standby that has them, and stop there; ADR 0102. */
  private void refuseWhilePublished(Connection connection) {
    if (platform.name().equals("sqlserver") && isPublished(connection)) {
      throw new NodeDatabaseException(
          Reason.NOT_MIGRATED,
          "The tables of database "
              + where
              + " are replicated and must change on both servers: stop both nodes and run"
              + " bin/ConfigureReplication.sh upgrade of this version.");
    }
  }

  private static boolean isPublished(Connection connection) {
    try (var statement = connection.createStatement();
        var there =
            statement.executeQuery(
                "if object_id(N'dbo.syspublications') is null select 0"
                    + " else exec(N'select count(*) from dbo.syspublications')")) {
      return there.next() && there.getInt(1) > 0;
    } catch (SQLException unknown) {
      return false; // a server that only speaks like SQL Server publishes nothing
    }
  }

  /** Whether nothing is missing; false for a database without tables. */
  boolean isCurrent(Connection connection) throws SQLException {
    try (var schemas = connection.getMetaData().getTables(null, OWN_SCHEMA, null, null)) {
      if (!schemas.next()) {
        return false;
      }
    }
    boolean[] current = new boolean[1];
    try {
      inScope(() -> current[0] = missing(liquibase(database(connection))) == 0);
      return current[0];
    } catch (LiquibaseException e) {
      throw new NodeDatabaseException(
          Reason.MIGRATION_FAILED,
          "What is missing in the tables of database "
              + where
              + " can't be told: "
              + e.getMessage(),
          e);
    }
  }

  /** The statements for an empty database, without one: {@code offline:mssql?version=16.0}. */
  static String render(String offlineUrl) throws LiquibaseException {
    var text = new StringWriter();
    var resources = new ClassLoaderResourceAccessor(SchemaChanges.class.getClassLoader());
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new OfflineConnection(offlineUrl, resources));
    database.setLiquibaseSchemaName(OWN_SCHEMA);
    inScope(() -> liquibase(database).update(new Contexts(), text));
    return text.toString();
  }

  private void makeOwnSchema(Connection connection) throws SQLException {
    String sql =
        platform.name().equals("postgresql")
            ? "create schema if not exists " + OWN_SCHEMA
            : "if schema_id('" + OWN_SCHEMA + "') is null exec('create schema " + OWN_SCHEMA + "')";
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Database database(Connection connection) throws DatabaseException {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    database.setLiquibaseSchemaName(OWN_SCHEMA);
    return database;
  }

  private static Liquibase liquibase(Database database) {
    var resources = new ClassLoaderResourceAccessor(SchemaChanges.class.getClassLoader());
    var liquibase = new Liquibase(CHANGELOG, resources, database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    return liquibase;
  }

  private void refuseNewer(Liquibase liquibase) throws LiquibaseException {
    List<String> known =
        liquibase.getDatabaseChangeLog().getChangeSets().stream().map(ChangeSet::getId).toList();
    List<String> newer =
        liquibase.getDatabase().getRanChangeSetList().stream()
            .map(RanChangeSet::getId)
            .filter(id -> !known.contains(id))
            .toList();
    if (!newer.isEmpty()) {
      throw new NodeDatabaseException(
          Reason.NEWER,
          "A newer release changed the tables of database "
              + where
              + " (steps "
              + String.join(", ", newer)
              + "). Install that release or a newer one on this node.");
    }
  }

  private static int missing(Liquibase liquibase) throws LiquibaseException {
    return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).size();
  }

  /** How many steps to the last of these; what another engine alone has is not counted. */
  private int missing(Liquibase liquibase, List<String> steps) throws LiquibaseException {
    List<String> known =
        liquibase.getDatabaseChangeLog().getChangeSets().stream().map(ChangeSet::getId).toList();
    List<String> newer = steps.stream().filter(step -> !known.contains(step)).toList();
    if (!newer.isEmpty()) {
      throw new NodeDatabaseException(
          Reason.NEWER,
          "A newer release made the tables of this backup (steps "
              + String.join(", ", newer)
              + "): use that release or a newer one.");
    }
    int last = steps.stream().mapToInt(known::indexOf).max().orElse(-1);
    return (int)
        liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
            .filter(step -> known.indexOf(step.getId()) <= last)
            .count();
  }

  private static void inScope(LiquibaseWork work) throws LiquibaseException {
    try {
      Scope.child(
          Map.of(
              "liquibase.analytics.enabled", "false", Scope.Attr.ui.name(), new LoggerUIService()),
          () -> {
            work.run();
          });
    } catch (LiquibaseException | NodeDatabaseException e) {
      throw e;
    } catch (Exception e) {
      throw new LiquibaseException(e);
    }
  }

  private interface LiquibaseWork {
    void run() throws LiquibaseException, SQLException;
  }
}
