package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.List;

/** Logins of the agents, and rights. */
public record LoginSentences(String login) {

  public Statement create(Credential credential) {
    return withPassword("CREATE LOGIN " + Quoted.name(login) + " WITH PASSWORD = ", credential);
  }

  public Statement change(Credential credential) {
    return withPassword("ALTER LOGIN " + Quoted.name(login) + " WITH PASSWORD = ", credential);
  }

  public Statement drop() {
    return Sentence.of(Place.MASTER, "DROP LOGIN " + Quoted.name(login));
  }

  public Statement createUser(Place place) {
    return Sentence.of(
        place, "CREATE USER " + Quoted.name(login) + " FOR LOGIN " + Quoted.name(login));
  }

  public Statement dropUser(Place place) {
    return Sentence.of(place, "DROP USER " + Quoted.name(login));
  }

  public Statement join(Place place, String role) {
    return Sentence.of(
        place, "ALTER ROLE " + Quoted.name(role) + " ADD MEMBER " + Quoted.name(login));
  }

  public Statement leave(Place place, String role) {
    return Sentence.of(
        place, "ALTER ROLE " + Quoted.name(role) + " DROP MEMBER " + Quoted.name(login));
  }

  /**
   * @param what e.g. {@code SELECT ON SCHEMA::[vault]}
   */
  public Statement grant(Place place, String what) {
    return Sentence.of(place, "GRANT " + what + " TO " + Quoted.name(login));
  }

  public Statement revoke(Place place, String what) {
    return Sentence.of(place, "REVOKE " + what + " FROM " + Quoted.name(login));
  }

  /** The server has no parameter for it, so the text is put together there. */
  private Statement withPassword(String head, Credential credential) {
    String rest = ", CHECK_EXPIRATION = OFF";
    return new Sentence(
        Place.MASTER,
        head + "N'********'" + rest,
        "DECLARE @text nvarchar(max) = "
            + Quoted.text(head)
            + " + QUOTENAME(?, '''') + "
            + Quoted.text(rest)
            + "; EXEC (@text)",
        List.of(credential.password()));
  }
}
