package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.ArrayList;
import java.util.List;

/** What runs in the database whose changes are sent. */
public record PublisherCalls(Place place, String publication) {
  /**
   * Script, procedures, identity, timestamp, clustered and other indexes, key, CHECK, defaults,
   * collation, UNIQUE, constraints not for replication, schema; no foreign keys, whose order a
   * snapshot does not keep. See docs/adr/0100.
   */
  public static final String SCHEMA_OPTION = "0000000008035CDF";

  private static final String NOT_FOR_REPLICATION = "manual";

  /** Signing in by name and password. */
  private static final int SQL_LOGIN = 0;

  /** All the time. */
  private static final int CONTINUOUSLY = 64;

  public Statement addLogReader(Credential login) {
    return publisherLogin(
        sys("sp_addlogreader_agent")
            .with("job_login", Value.nothing())
            .with("job_password", Value.nothing()),
        login);
  }

  public Statement changeLogReader(Credential login) {
    return publisherLogin(sys("sp_changelogreader_agent"), login);
  }

  public Statement addPublication(String description) {
    return onPublication("sp_addpublication")
        .with("description", description)
        .with("repl_freq", "continuous")
        .with("status", "active")
        .with("sync_method", "concurrent")
        .with("independent_agent", "true")
        .with("immediate_sync", "false")
        .with("allow_push", "true")
        .with("allow_pull", "false")
        .with("allow_anonymous", "false")
        .with("replicate_ddl", 1)
        .with("retention", 0);
  }

  public Statement change(String property, String value) {
    return onPublication("sp_changepublication").with("property", property).with("value", value);
  }

  public Statement addSnapshotAgent(Credential login) {
    return publisherLogin(
        onPublication("sp_addpublication_snapshot")
            .with("frequency_type", 1)
            .with("job_login", Value.nothing())
            .with("job_password", Value.nothing()),
        login);
  }

  public Statement changeSnapshotAgent(Credential login) {
    return publisherLogin(onPublication("sp_changepublication_snapshot"), login);
  }

  /** The article, and its filter if it has one. */
  public List<Statement> addArticle(Article article) {
    List<Statement> all = new ArrayList<>();
    String procedures = article.target().procedures();
    all.add(
        onPublication("sp_addarticle")
            .with("article", article.name())
            .with("source_owner", article.schema())
            .with("source_object", article.name())
            .with("type", "logbased")
            .with("description", "Tandem Vault")
            .with("pre_creation_cmd", "delete")
            .with("schema_option", Value.bytes(SCHEMA_OPTION))
            .with("identityrangemanagementoption", NOT_FOR_REPLICATION)
            .with("destination_owner", article.target().schema())
            .with("destination_table", article.target().table())
            .with("vertical_partition", "false")
            .with("ins_cmd", "CALL [dbo].[sp_MSins_" + procedures + "]")
            .with(
                "del_cmd",
                article.appendOnly() ? "NONE" : "CALL [dbo].[sp_MSdel_" + procedures + "]")
            .with("upd_cmd", "SCALL [dbo].[sp_MSupd_" + procedures + "]")
            .with("force_invalidate_snapshot", 1));
    article.filter().ifPresent(filter -> all.addAll(filter(article, filter)));
    return all;
  }

  /** The two calls that make a filter; the second completes it. */
  public List<Statement> filter(Article article, String clause) {
    return List.of(
        onPublication("sp_articlefilter")
            .with("article", article.name())
            .with("filter_name", "rows_of_" + article.target().table())
            .with("filter_clause", clause)
            .with("force_invalidate_snapshot", 1),
        onPublication("sp_articleview")
            .with("article", article.name())
            .with("view_name", "sync_of_" + article.target().table())
            .with("filter_clause", clause)
            .with("force_invalidate_snapshot", 1));
  }

  public Statement dropArticle(String article) {
    return onPublication("sp_droparticle")
        .with("article", article)
        .with("force_invalidate_snapshot", 1);
  }

  /**
   * @param article one of them, or {@code all}
   */
  public Statement addSubscription(Subscriber to, String article) {
    return onPublication("sp_addsubscription")
        .with("article", article)
        .with("subscriber", to.server())
        .with("destination_db", to.database())
        .with("subscription_type", "push")
        .with("sync_type", "automatic")
        .with("update_mode", "read only")
        .with("loopback_detection", "true");
  }

  public Statement addPushAgent(Subscriber to, Credential login) {
    return onPublication("sp_addpushsubscription_agent")
        .with("subscriber", to.server())
        .with("subscriber_db", to.database())
        .with("subscriber_security_mode", SQL_LOGIN)
        .with("subscriber_login", login.user())
        .with("subscriber_password", Value.hidden(login.password()))
        .with("job_login", Value.nothing())
        .with("job_password", Value.nothing())
        .with("frequency_type", CONTINUOUSLY);
  }

  public Statement changePushAgent(Subscriber to, Credential login) {
    return onPublication("sp_changesubscription")
        .with("article", "all")
        .with("subscriber", to.server())
        .with("destination_db", to.database())
        .with("property", "subscriber_password")
        .with("value", Value.hidden(login.password()));
  }

  public Statement startSnapshot() {
    return onPublication("sp_startpublication_snapshot");
  }

  public Statement reinitialise(Subscriber to) {
    return onPublication("sp_reinitsubscription")
        .with("subscriber", to.server())
        .with("destination_db", to.database())
        .with("invalidate_snapshot", 1);
  }

  public Statement postTracer() {
    return onPublication("sp_posttracertoken");
  }

  /**
   * @param article one of them, or {@code all}
   */
  public Statement dropSubscription(Subscriber to, String article) {
    return onPublication("sp_dropsubscription")
        .with("article", article)
        .with("subscriber", to.server())
        .with("destination_db", to.database());
  }

  public Statement dropPublication() {
    return onPublication("sp_droppublication");
  }

  /** The last resort when a distributor is gone: forgets that the database was ever published. */
  public static Statement forgetAll(Place place) {
    return ProcedureCall.sys(place, "sp_removedbreplication")
        .with("dbname", place.database())
        .with("type", "tran");
  }

  private static ProcedureCall publisherLogin(ProcedureCall call, Credential login) {
    return call.with("publisher_security_mode", SQL_LOGIN)
        .with("publisher_login", login.user())
        .with("publisher_password", Value.hidden(login.password()));
  }

  private ProcedureCall onPublication(String procedure) {
    return sys(procedure).with("publication", publication);
  }

  private ProcedureCall sys(String procedure) {
    return ProcedureCall.sys(place, procedure);
  }
}
