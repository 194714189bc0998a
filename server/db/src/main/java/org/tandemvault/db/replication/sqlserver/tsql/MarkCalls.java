package org.tandemvault.db.replication.sqlserver.tsql;

/** Notes of our own about how far a set-up is, kept as extended properties of the database. */
public record MarkCalls(Place place, String name) {

  public Statement add(String value) {
    return call("sp_addextendedproperty").with("value", value);
  }

  public Statement update(String value) {
    return call("sp_updateextendedproperty").with("value", value);
  }

  public Statement drop() {
    return call("sp_dropextendedproperty");
  }

  private ProcedureCall call(String procedure) {
    return ProcedureCall.sys(place, procedure).with("name", name);
  }
}
