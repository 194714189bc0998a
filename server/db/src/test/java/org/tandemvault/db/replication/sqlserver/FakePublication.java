package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A publication, what it holds, and who subscribes. */
final class FakePublication {
  final String name;
  final Map<String, FakeArticle> articles = new TreeMap<>();
  final Map<String, Integer> subscriptions = new TreeMap<>();
  final List<Long> tokens = new ArrayList<>();
  String subscriber = "";
  String database = "";
  boolean snapshotValid;
  boolean deliveredByAgent;
  Optional<FakeAgent> snapshotAgent = Optional.empty();
  Optional<FakeAgent> pushAgent = Optional.empty();

  FakePublication(String name) {
    this.name = name;
  }

  /** An article; its filter counts only when both calls were made. */
  static final class FakeArticle {
    final String target;
    String filter = "";
    String view = "";

    FakeArticle(String target) {
      this.target = target;
    }

    String clause() {
      return filter.equals(view) ? filter : "";
    }
  }

  void subscribe(String article) {
    List<String> names = article.equals("all") ? List.copyOf(articles.keySet()) : List.of(article);
    for (String each : names) {
      if (subscriptions.putIfAbsent(each, 1) != null) {
        throw new IllegalStateException("The subscription to " + each + " already exists");
      }
    }
  }

  String state() {
    Map<String, String> held = new TreeMap<>();
    articles.forEach((k, v) -> held.put(k, v.target + ":" + v.clause()));
    return name
        + held
        + subscriptions
        + subscriber
        + snapshotAgent.map(FakeAgent::state)
        + pushAgent.map(FakeAgent::state);
  }
}
