package org.tandemvault.client.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tandemvault.client.Answer;
import org.tandemvault.client.AuditEvent;
import org.tandemvault.client.AuditFilter;
import org.tandemvault.client.AuditReport;
import org.tandemvault.client.VaultClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "audit", description = "Events of the audit trail of all nodes, newest first.")
final class Audit implements Callable<Integer> {

  private final Vault vault;
  private final Map<String, String> terms = new LinkedHashMap<>();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many (50)")
  private int limit;

  Audit(Vault vault) {
    this.vault = vault;
  }

  @Option(names = "--node", paramLabel = "NODE", description = "of this node")
  private void node(String node) {
    terms.put("node", node);
  }

  @Option(names = "--actor", paramLabel = "USER", description = "of this user, by name or id")
  private void actor(String actor) {
    terms.put("actor", actor);
  }

  @Option(names = "--action", paramLabel = "WORD", description = "e.g. reveal")
  private void action(String action) {
    terms.put("action", action);
  }

  @Option(names = "--target", paramLabel = "NAME", description = "an id or the start of a name")
  private void target(String target) {
    terms.put("target", target);
  }

  @Option(names = "--from", paramLabel = "TIME", description = "e.g. 2026-11-21T00:00:00Z")
  private void from(String from) {
    terms.put("from", from);
  }

  @Option(names = "--to", paramLabel = "TIME", description = "before this time")
  private void to(String to) {
    terms.put("to", to);
  }

  @Option(names = "--order", paramLabel = "asc|desc", description = "asc: the oldest first")
  private void order(String order) {
    terms.put("order", order);
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandException(Exit.WRONG_USAGE, "--limit is 1 or more.");
    }
    try (VaultClient client = vault.connect()) {
      Answer<List<AuditEvent>> events = client.audit(new AuditFilter(terms, limit));
      vault.tell(events.origin());
      vault
          .printer()
          .list(
              events.value(),
              new Table(
                  List.of("at", "node", "seq", "actor", "action", "target", "outcome", "reason"),
                  events.value().stream().map(Audit::words).toList()));
    }
    return Exit.DONE.code();
  }

  @Command(
      name = "verify",
      description = "Checks the chains of all nodes; exit code 5 if one is not whole.")
  private int verify() {
    try (VaultClient client = vault.connect()) {
      Answer<AuditReport> report = client.verifyAudit();
      vault.tell(report.origin());
      vault
          .printer()
          .result(report.value(), report.value().nodes().stream().map(Audit::words).toList());
      return report.value().ok() ? Exit.DONE.code() : Exit.VERIFICATION_FAILED.code();
    }
  }

  private static List<String> words(AuditEvent event) {
    return List.of(
        event.at().toString(),
        event.node(),
        Long.toString(event.seq()),
        event.actor(),
        event.action(),
        event.target().name().isEmpty() ? event.target().id() : event.target().name(),
        event.outcome(),
        event.reason());
  }

  private static String words(AuditReport.Chain chain) {
    return chain.ok()
        ? "node %s: whole, %d events up to %s"
            .formatted(chain.node(), chain.count(), chain.headHash())
        : "node %s: NOT whole: %d missing, %d double, %d bad, the first is %s"
            .formatted(
                chain.node(),
                chain.gaps(),
                chain.doubles(),
                chain.bad(),
                chain.firstBad().map(Object::toString).orElse("unknown"));
  }
}
