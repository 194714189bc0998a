package org.tandemvault.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Knows which servers serve: asks their public pages, the preferred first, the others beside it
 * when it lets one wait. Thread-safe.
 */
final class Lookout {

  static final String READS = "/ha/readable";
  static final String WRITES = "/ha/active";

  private final Wire wire;
  private final Servers servers;
  private final Timing timing;
  private final Map<URI, Standing> standings = new ConcurrentHashMap<>();

  Lookout(Wire wire, Servers servers, Timing timing) {
    this.wire = wire;
    this.servers = servers;
    this.timing = timing;
  }

  /** All servers as one would try them: those that failed and did not come back are last. */
  List<URI> order() {
    var order = new ArrayList<URI>();
    var failed = new ArrayList<URI>();
    for (URI server : servers.all()) {
      (standing(server).failed() ? failed : order).add(server);
    }
    if (!order.isEmpty()) {
      failed.forEach(this::lookAgain);
    }
    order.addAll(failed);
    return order;
  }

  /**
   * The first of these that answers this page well; waits for a better one only shortly.
   *
   * @param failures gets the reasons of those that did not, or not yet
   */
  Optional<URI> first(List<URI> order, String page, Map<URI, Failure> failures) {
    var asked = new LinkedHashMap<URI, CompletableFuture<Optional<Failure>>>();
    URI best = order.getFirst();
    long start = System.nanoTime();
    asked.put(best, ask(best, page));
    if (isGood(asked.get(best), timing.stagger())) {
      return Optional.of(best);
    }
    order.stream().skip(1).forEach(server -> asked.put(server, ask(server, page)));
    boolean any = awaitAnyGood(asked, left(start, timing.probe()));
    long answered = System.nanoTime();
    for (var one : asked.entrySet()) {
      if (isGood(one.getValue(), any ? left(answered, timing.prefer()) : Duration.ZERO)) {
        return Optional.of(one.getKey());
      }
      failures.put(one.getKey(), failure(one.getValue()));
    }
    return Optional.empty();
  }

  /** Whether a server proved a moment ago that it serves, so that it need not be asked. */
  boolean isFresh(URI server) {
    Standing standing = standing(server);
    return !standing.failed() && standing.younger(timing.fresh());
  }

  void served(URI server) {
    standings.put(server, new Standing(false, System.nanoTime()));
  }

  void failed(URI server) {
    standings.put(server, new Standing(true, System.nanoTime()));
  }

  /** In the background: a server that failed may be back. */
  private void lookAgain(URI server) {
    Standing standing = standing(server);
    if (!standing.younger(timing.retry())
        && standings.replace(server, standing, new Standing(true, System.nanoTime()))) {
      CompletableFuture<Optional<Failure>> answer = ask(server, READS);
      answer.thenAccept(
          failure -> {
            if (failure.isEmpty()) {
              served(server);
            }
          });
    }
  }

  /** Completes with why not, or with nothing if all is well. */
  private CompletableFuture<Optional<Failure>> ask(URI server, String page) {
    return wire.probe(server, page, timing.probe())
        .handle(
            (reply, thrown) -> {
              if (thrown != null) {
                return Optional.of(Failure.of(thrown));
              }
              return reply.status() == 200
                  ? Optional.empty()
                  : Optional.of(Failure.ofStatus(reply.status(), pageWords(page)));
            });
  }

  private static String pageWords(String page) {
    return page.equals(WRITES) ? "it takes no changes" : "it can't serve";
  }

  /** Waits until one answers well or none will. */
  private static boolean awaitAnyGood(
      Map<URI, CompletableFuture<Optional<Failure>>> asked, Duration patience) {
    Collection<CompletableFuture<Optional<Failure>>> answers = asked.values();
    var good = new CompletableFuture<Boolean>();
    answers.forEach(
        answer ->
            answer.thenAccept(
                failure -> {
                  if (failure.isEmpty()) {
                    good.complete(true);
                  }
                }));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    await(CompletableFuture.anyOf(good, all), patience);
    return good.isDone();
  }

  private static Failure failure(CompletableFuture<Optional<Failure>> answer) {
    return answer.isDone() ? answer.join().orElse(Failure.SILENT) : Failure.SILENT;
  }

  private static boolean isGood(CompletableFuture<Optional<Failure>> answer, Duration patience) {
    await(answer, patience);
    return answer.isDone() && answer.join().isEmpty();
  }

  private static void await(CompletableFuture<?> answer, Duration patience) {
    try {
      answer.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException stillWaiting) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe tells its failure as a result", e);
    } catch (InterruptedException e) {
      throw Interrupted.now();
    }
  }

  private static Duration left(long start, Duration patience) {
    return patience.minusNanos(System.nanoTime() - start);
  }

  private Standing standing(URI server) {
    return standings.computeIfAbsent(server, s -> new Standing(false, Long.MIN_VALUE));
  }

  /**
   * What is known of a server.
   *
   * @param since nano time of the last news; {@code Long.MIN_VALUE} if there were none
   */
  private record Standing(boolean failed, long since) {
    boolean younger(Duration age) {
      return since != Long.MIN_VALUE && System.nanoTime() - since < age.toNanos();
    }
  }
}
