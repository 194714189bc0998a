package org.tandemvault.db.replication.sqlserver.tsql;

/** What holds the standby's login to its own rows, whatever the application does. */
public record StandbySentences(Place place, String node) {
  private static final String VAULT = "vault";

  public static String guardName(String table) {
    return "only_own_" + table;
  }

  /** Agents pass it: it is not for replication. So does whoever owns the database. */
  public Statement guard(String table) {
    return Sentence.of(
        place,
        "CREATE OR ALTER TRIGGER "
            + Quoted.name(VAULT, guardName(table))
            + " ON "
            + Quoted.name(VAULT, table)
            + " AFTER INSERT, UPDATE NOT FOR REPLICATION AS\nBEGIN\n  SET NOCOUNT ON;\n"
            + "  IF IS_ROLEMEMBER(N'db_owner') = 0"
            + " AND EXISTS (SELECT 1 FROM inserted WHERE node_id <> "
            + Quoted.text(node)
            + ")\n    THROW 51000, N'A standby writes rows of its own node only.', 1;\nEND");
  }

  public Statement dropGuard(String table) {
    return Sentence.of(place, "DROP TRIGGER " + Quoted.name(VAULT, guardName(table)));
  }
}
