package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.AgentLogin.Account;
import org.tandemvault.db.replication.sqlserver.AgentLogin.Agent;
import org.tandemvault.db.replication.sqlserver.tsql.Article;
import org.tandemvault.db.replication.sqlserver.tsql.PublisherCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** One direction's agents, publication, articles and subscription. */
final class PublicationSteps {
  private final Flow flow;

  PublicationSteps(Flow flow) {
    this.flow = flow;
  }

  List<Step> steps() {
    Side sender = flow.sender();
    String words = flow.words();
    List<Step> all = new ArrayList<>();
    all.add(logReader());
    all.add(new Ensure(sender, "There is a publication of what goes " + words, this::publication));
    all.add(snapshotAgent());
    all.add(new Ensure(sender, "It holds exactly the tables that go " + words, this::articles));
    all.add(
        new Ensure(
            sender,
            "The " + other() + " subscribes to all that goes " + words,
            this::subscriptions));
    all.add(pushAgent());
    return all;
  }

  private String other() {
    return flow.receiver().where().name().toLowerCase(java.util.Locale.ROOT);
  }

  private Step logReader() {
    PublisherCalls calls = flow.calls();
    return new AgentLogin(
        "An agent reads the log",
        flow.sender(),
        new Account(flow.sender(), Names.LOG_READER),
        new Agent(
            () -> login(LookUp.LOG_READER, flow.sender().vault().database()),
            false,
            calls::addLogReader,
            calls::changeLogReader));
  }

  private Step snapshotAgent() {
    PublisherCalls calls = flow.calls();
    return new AgentLogin(
        "An agent makes snapshots of what goes " + flow.words(),
        flow.sender(),
        new Account(flow.sender(), Names.snapshotLogin(flow.channel())),
        new Agent(
            () ->
                login(LookUp.SNAPSHOT_AGENT, flow.sender().vault().database(), flow.publication()),
            false,
            calls::addSnapshotAgent,
            calls::changeSnapshotAgent));
  }

  private Step pushAgent() {
    PublisherCalls calls = flow.calls();
    return new AgentLogin(
        "An agent brings what goes " + flow.words(),
        flow.sender(),
        new Account(flow.receiver(), Names.applyLogin(flow.channel())),
        new Agent(
            () -> login(LookUp.PUSH_AGENT, flow.sender().vault().database(), flow.publication()),
            true,
            login -> calls.addPushAgent(flow.receiver().asSubscriber(), login),
            login -> calls.changePushAgent(flow.receiver().asSubscriber(), login)));
  }

  private Optional<String> login(LookUp lookUp, Object... arguments) {
    return flow.sender().inDistribution(lookUp, arguments).stream()
        .map(row -> row.text("login"))
        .findFirst();
  }

  private List<Statement> publication() {
    Optional<Row> there =
        flow.sender().inVault(LookUp.PUBLICATIONS).stream()
            .filter(row -> row.text("name").equals(flow.publication()))
            .findFirst();
    if (there.isEmpty()) {
      return List.of(flow.calls().addPublication("Tandem Vault " + flow.words()));
    }
    List<Statement> all = new ArrayList<>();
    if (there.get().number("status") != 1) {
      all.add(flow.calls().change("status", "active"));
    }
    if (there.get().number("retention") != 0) {
      all.add(flow.calls().change("retention", "0"));
    }
    return all;
  }

  private List<Row> of(LookUp lookUp) {
    return flow.sender().inVault(lookUp).stream()
        .filter(row -> row.text("publication").equals(flow.publication()))
        .toList();
  }

  /** Also after an upgrade: what is new is added, what is gone is dropped. */
  private List<Statement> articles() {
    List<Row> there = of(LookUp.ARTICLES);
    List<Statement> all = new ArrayList<>();
    Set<String> wanted = flow.articles().stream().map(Article::name).collect(Collectors.toSet());
    there.stream()
        .map(row -> row.text("article"))
        .filter(name -> !wanted.contains(name))
        .forEach(name -> all.addAll(drop(name)));
    for (Article article : flow.articles()) {
      Optional<Row> row =
          there.stream().filter(r -> r.text("article").equals(article.name())).findFirst();
      if (row.isEmpty()) {
        all.addAll(flow.calls().addArticle(article));
      } else if (article.filter().isPresent()
          && !row.get().text("filter_clause").equals(article.filter().get())) {
        all.addAll(flow.calls().filter(article, article.filter().get()));
      }
    }
    return all;
  }

  private List<Statement> drop(String article) {
    List<Statement> all = new ArrayList<>();
    if (subscribed().contains(article)) {
      all.add(flow.calls().dropSubscription(flow.receiver().asSubscriber(), article));
    }
    all.add(flow.calls().dropArticle(article));
    return all;
  }

  private Set<String> subscribed() {
    return of(LookUp.SUBSCRIPTIONS).stream()
        .filter(row -> flow.receiver().facts().isCalled(row.text("server")))
        .map(row -> row.text("article"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private List<Statement> subscriptions() {
    Set<String> there = subscribed();
    if (there.isEmpty()) {
      return List.of(flow.calls().addSubscription(flow.receiver().asSubscriber(), "all"));
    }
    return flow.articles().stream()
        .map(Article::name)
        .filter(name -> !there.contains(name))
        .map(name -> flow.calls().addSubscription(flow.receiver().asSubscriber(), name))
        .toList();
  }
}
