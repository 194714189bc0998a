package org.tandemvault.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which server gets a call: a read goes to the first that serves and on to the next if it fails; a
 * change goes to the primary and is sent one time. Thread-safe.
 */
final class Switchboard {

  private static final Set<Integer> NOT_HERE = Set.of(502, 503, 504);
  private static final Set<Integer> BETWEEN = Set.of(502, 504);

  private final Wire wire;
  private final Lookout lookout;
  private final Servers servers;
  private final Tokens tokens;
  private final Timing timing;
  private final Consumer<String> notices;

  Switchboard(Line line, Tokens tokens, Consumer<String> notices) {
    this.wire = line.wire();
    this.servers = line.servers();
    this.timing = line.timing();
    this.lookout = new Lookout(wire, servers, timing);
    this.tokens = tokens;
    this.notices = notices;
  }

  /** The servers, and how they are talked to. */
  record Line(Wire wire, Servers servers, Timing timing) {}

  /**
   * Asks the first server that serves.
   *
   * @throws UnreachableException if none does
   */
  Reply read(Call call) {
    long start = System.nanoTime();
    boolean told = false;
    while (true) {
      var round = new Round(lookout.order());
      Optional<Reply> reply = ask(round, call);
      if (reply.isPresent()) {
        return reply.get();
      }
      boolean patient = System.nanoTime() - start < timing.emergency().toNanos();
      if (!round.primaryIsBelievedIn() || !patient) {
        throw round.refusal();
      }
      if (!told) {
        notices.accept(
            round.words() + ". The standby still takes the primary for alive; waiting for it");
        told = true;
      }
      pause();
    }
  }

  /**
   * Sends a change to the primary, one time.
   *
   * @throws UnreachableException if no primary answers; nothing was changed
   * @throws OutcomeUnknownException if the connection broke after the change was on its way
   */
  Reply write(Call call) {
    URI target = primary();
    Reply reply = once(target, call);
    if (reply.status() != 409) {
      return reply;
    }
    Optional<URI> primary =
        Problems.of(reply).primary().flatMap(servers::find).filter(s -> !s.equals(target));
    return primary.map(server -> once(server, call)).orElse(reply);
  }

  /** Sends a call to this server and no other, one time. */
  Reply once(URI server, Call call) {
    CompletableFuture<Reply> answer = send(server, call);
    try {
      Reply reply = answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (BETWEEN.contains(reply.status())) {
        throw unknown(server, "is behind a balancer that answers " + reply.status());
      }
      return reply;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unknown(server, Failure.SILENT.words());
    } catch (ExecutionException e) {
      throw failed(server, Failure.of(e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw Interrupted.now();
    }
  }

  /** The server that takes changes, if one does. */
  Optional<URI> active(Map<URI, Failure> failures) {
    return lookout.first(servers.all(), Lookout.WRITES, failures);
  }

  private URI primary() {
    var failures = new LinkedHashMap<URI, Failure>();
    Optional<URI> active = active(failures);
    if (active.isEmpty() && failures.values().stream().allMatch(f -> f.is(Failure.Kind.ANSWERED))) {
      return servers.all().getFirst(); // which says itself why not
    }
    return active.orElseThrow(
        () -> unreachable("No primary answers, so nothing was changed: ", failures));
  }

  private Optional<Reply> ask(Round round, Call call) {
    while (!round.left.isEmpty()) {
      Optional<URI> chosen = choose(round);
      if (chosen.isEmpty()) {
        return Optional.empty();
      }
      URI server = chosen.get();
      round.take(server);
      Optional<Reply> reply = answerOf(server, round, call);
      if (reply.isPresent()) {
        return reply;
      }
    }
    return Optional.empty();
  }

  private Optional<URI> choose(Round round) {
    URI best = round.left.getFirst();
    if (lookout.isFresh(best)) {
      return Optional.of(best);
    }
    Optional<URI> chosen = lookout.first(round.left, Lookout.READS, round.failures);
    round.failures.keySet().stream()
        .filter(server -> chosen.filter(server::equals).isEmpty())
        .forEach(lookout::failed);
    return chosen;
  }

  /** Empty if another server is to be asked. */
  private Optional<Reply> answerOf(URI server, Round round, Call call) {
    CompletableFuture<Reply> answer = send(server, call);
    try {
      Reply reply = watched(server, answer, round, call);
      if (NOT_HERE.contains(reply.status())) {
        return passOver(
            server, round, Failure.ofStatus(reply.status(), Problems.of(reply).detail()));
      }
      if (reply.status() == 409 && Problems.of(reply).code().equals("use-primary")) {
        round.sentAway(reply, servers);
        return Optional.empty();
      }
      lookout.served(server);
      return Optional.of(reply);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return passOver(server, round, Failure.SILENT);
    } catch (ExecutionException e) {
      return passOver(server, round, Failure.of(e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw Interrupted.now();
    }
  }

  private Optional<Reply> passOver(URI server, Round round, Failure failure) {
    lookout.failed(server);
    round.failures.put(server, failure);
    return Optional.empty();
  }

  /** Waits, but not for a server that fell silent while another one serves. */
  private Reply watched(URI server, CompletableFuture<Reply> answer, Round round, Call call)
      throws ExecutionException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + call.timeout().toNanos();
    while (true) {
      try {
        return answer.get(timing.watch().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException silent) {
        var candidates = new ArrayList<>(List.of(server));
        candidates.addAll(round.left);
        Optional<URI> serving = lookout.first(candidates, Lookout.READS, new LinkedHashMap<>());
        if (serving.filter(server::equals).isEmpty() || System.nanoTime() > end) {
          throw silent;
        }
      }
    }
  }

  private CompletableFuture<Reply> send(URI server, Call call) {
    Optional<SecretChars> token = tokens.tokenFor(server);
    try {
      return wire.send(server, call, token);
    } finally {
      token.ifPresent(SecretChars::close);
    }
  }

  private void pause() {
    LockSupport.parkNanos(timing.pause().toNanos());
    if (Thread.interrupted()) {
      throw Interrupted.now();
    }
  }

  private static VaultClientException failed(URI server, Failure failure) {
    return switch (failure.kind()) {
      case UNTRUSTED -> new UntrustedServerException(server + " " + failure.words());
      case UNSENT, ANSWERED ->
          new UnreachableException(server + " " + failure.words() + "; nothing was changed.");
      case BROKEN -> unknown(server, failure.words());
    };
  }

  private static OutcomeUnknownException unknown(URI server, String words) {
    return new OutcomeUnknownException(
        server
            + " "
            + words
            + " after the request was sent: it may have been done or not. Look before you try"
            + " again.");
  }

  static VaultClientException unreachable(String start, Map<URI, Failure> failures) {
    String all = words(failures);
    boolean untrusted = failures.values().stream().anyMatch(f -> f.is(Failure.Kind.UNTRUSTED));
    return untrusted
        ? new UntrustedServerException(start + all + ".")
        : new UnreachableException(start + all + ".");
  }

  static String words(Map<URI, Failure> failures) {
    return failures.entrySet().stream()
        .map(f -> f.getKey() + " " + f.getValue().words())
        .collect(Collectors.joining("; "));
  }
}
