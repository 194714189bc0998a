package org.tandemvault.client.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tandemvault.client.Account;
import org.tandemvault.client.Answer;
import org.tandemvault.client.Resource;
import org.tandemvault.client.VaultClient;
import org.tandemvault.client.VaultClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ls",
    description = {
      "Lists accounts as RESOURCE/LOGIN; --output table and json tell more.",
      "Words are starts of words in names, addresses, descriptions and logins of resources."
    })
final class Ls implements Callable<Integer> {

  private static final int AT_ONCE = 8;

  private final Vault vault;

  @Parameters(arity = "0..*", paramLabel = "WORD", description = "what to look for")
  private List<String> words = List.of();

  @Option(names = "--resources", description = "the resources alone, without their accounts")
  private boolean resourcesOnly;

  Ls(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Integer call() {
    try (VaultClient client = vault.connect()) {
      Answer<List<Resource>> resources = client.resources(String.join(" ", words));
      List<Row> rows =
          resourcesOnly
              ? resources.value().stream().map(r -> new Row(r, Optional.empty())).toList()
              : rows(client, resources.value());
      vault.tell(resources.origin());
      vault.printer().list(rows.stream().map(Row::shown).toList(), table(rows));
    }
    return Exit.DONE.code();
  }

  private Table table(List<Row> rows) {
    return vault.output() == OutputForm.plain
        ? new Table(List.of("account"), rows.stream().map(row -> List.of(row.path())).toList())
        : new Table(
            List.of("account", "type", "address", "changed", "id"),
            rows.stream().map(Row::words).toList());
  }

  /** Some at a time, in order. */
  private static List<Row> rows(VaultClient client, List<Resource> resources) {
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      var asked = new ArrayList<Future<List<Row>>>();
      resources.forEach(resource -> asked.add(workers.submit(() -> rows(client, resource))));
      var rows = new ArrayList<Row>();
      for (Future<List<Row>> one : asked) {
        rows.addAll(one.get());
      }
      return rows;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VaultClientException known) {
        throw known;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(Exit.UNEXPECTED, "Interrupted.", e);
    }
  }

  private static List<Row> rows(VaultClient client, Resource resource) {
    List<Account> accounts = client.accounts(resource.id()).value();
    return accounts.isEmpty()
        ? List.of(new Row(resource, Optional.empty()))
        : accounts.stream().map(account -> new Row(resource, Optional.of(account))).toList();
  }

  /** A resource with one account of it, or with none. */
  private record Row(Resource resource, Optional<Account> account) {

    String path() {
      return resource.name() + "/" + account.map(Account::login).orElse("");
    }

    List<String> words() {
      return List.of(
          path(),
          resource.type(),
          resource.address(),
          account.map(a -> a.passwordChangedAt().toString()).orElse(""),
          account.map(Account::id).orElse(""));
    }

    Shown shown() {
      return new Shown(path(), resource, account);
    }
  }

  /** A row in JSON. */
  private record Shown(String path, Resource resource, Optional<Account> account) {}
}
