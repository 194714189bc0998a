package org.tandemvault.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.Secret;

/** Every command and query of the domain by everybody on a standby. */
final class StandbyCommandsTest {

  /** What changes nothing but the node's own records; everything else is a change. */
  private static final Set<String> WORKS =
      Set.of(
          "AccountCatalogue.get",
          "AccountCatalogue.history",
          "AccountCatalogue.list",
          "CsvExport.write",
          "Directory.find",
          "Directory.names",
          "FireDrill.run",
          "FolderAdministration.get",
          "FolderAdministration.list",
          "GroupAdministration.get",
          "GroupAdministration.list",
          "OwnAccount.me",
          "OwnAccount.needsSecondFactor",
          "PolicyAdministration.get",
          "PolicyAdministration.list",
          "ResourceCatalogue.get",
          "ResourceCatalogue.search",
          "Reveals.revealPlaintext",
          "SettingsAdministration.get",
          "Sharing.explain",
          "Sharing.right",
          "Sharing.shares",
          "SignIn.authenticate",
          "SignIn.recognise",
          "SignIn.signIn",
          "SignIn.signOut",
          "TokenAdministration.list",
          "UserAdministration.get",
          "UserAdministration.list",
          "UserAdministration.locked",
          "UserAdministration.unlock");

  private static TwoNodes nodes;

  @BeforeAll
  static void start() {
    nodes = new TwoNodes();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  static Stream<String> everybody() {
    return Stream.concat(TwoNodes.ROLES.stream().map("some-"::concat), Stream.of("newcomer"));
  }

  @Test
  void everyUseCaseOfTheDomainIsCalledHere() throws IOException, URISyntaxException {
    var called = new TreeSet<String>();
    nodes.vault.useCases.forEach(useCase -> called.add(useCase.getClass().getName()));
    assertThat(called).containsExactlyInAnyOrderElementsOf(useCasesOfTheDomain());
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void noCommandOfAnybodyChangesWhatIsReplicated(String who) {
    for (Object useCase : nodes.vault.useCases) {
      for (Method command : commands(useCase.getClass())) {
        TableDigest before = nodes.digest();
        Optional<VaultException> refused = call(useCase, command, who);
        assertThat(nodes.digest()).as("after %s", command).isEqualTo(before);
        boolean readOnly = refused.filter(ReadOnlyNodeException.class::isInstance).isPresent();
        assertThat(readOnly).as("%s: %s", command, refused).isNotEqualTo(works(command));
      }
    }
  }

  private static boolean works(Method command) {
    return WORKS.contains(command.getDeclaringClass().getSimpleName() + "." + command.getName());
  }

  private static List<Method> commands(Class<?> useCase) {
    return Arrays.stream(useCase.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .toList();
  }

  private static Optional<VaultException> call(Object useCase, Method command, String who) {
    var arguments = new CommandArguments(nodes, caller(who));
    try {
      command.invoke(
          useCase, Arrays.stream(command.getParameterTypes()).map(arguments::of).toArray());
      return Optional.empty();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof VaultException refused) {
        return Optional.of(refused);
      }
      throw new AssertionError(command.toString(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(command.toString(), e);
    }
  }

  /** Signed in on the standby anew, since a command may have signed them out. */
  private static Caller caller(String who) {
    boolean fresh = who.equals("newcomer");
    String password = fresh ? RunningVault.first() : RestPerson.PASSWORD;
    String token = RestPerson.signIn(nodes.standby, who, password).text("token");
    try (Secret bearer = Secret.ofUtf8(token)) {
      return nodes.vault.signIn.authenticate(bearer, "127.0.0.1").orElseThrow();
    }
  }

  /** Those that run on audited transactions, wherever they are in the domain. */
  private static Set<String> useCasesOfTheDomain() throws IOException, URISyntaxException {
    Path home = Path.of(SignIn.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(home)) {
      return useCasesIn(home);
    }
    try (var jar = FileSystems.newFileSystem(home)) {
      return useCasesIn(jar.getPath("/"));
    }
  }

  private static Set<String> useCasesIn(Path root) {
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.startsWith("org/tandemvault/core/") && file.endsWith(".class"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .filter(StandbyCommandsTest::isUseCase)
          .forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isUseCase(String name) {
    try {
      return Arrays.stream(Class.forName(name).getConstructors())
          .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
          .anyMatch(AuditedTransactions.class::equals);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
