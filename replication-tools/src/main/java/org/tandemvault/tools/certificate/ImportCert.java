package org.tandemvault.tools.certificate;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.tls.CertificateFindings;
import org.tandemvault.db.tls.ShownCertificate;
import org.tandemvault.db.tls.ShownCertificate.Greeting;
import org.tandemvault.tools.ConfFolder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Imports a database server's certificate, or its authority's, into {@code conf/truststore.p12}.
 */
@Command(
    name = "import-cert",
    description = "Imports a database server's certificate into conf/truststore.p12.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ImportCert implements Callable<Integer> {
  private static final long LONGEST_FILE = 1 << 20;

  @Spec private CommandSpec spec;
  @Mixin private ConfFolder conf;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The certificate, PEM or DER.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--fetch",
      paramLabel = "HOST:PORT",
      description = "Show the certificate of this server; with FILE, compare them first.")
  private Optional<String> fetch = Optional.empty();

  @Option(names = "--strict", description = "The server wants TLS first (TDS 8, encrypt strict).")
  private boolean strict;

  @Option(names = "--postgresql", description = "The server at --fetch is PostgreSQL.")
  private boolean postgresql;

  @Option(names = "--yes", description = "Import without asking.")
  private boolean yes;

  @Override
  public Integer call() {
    if (file.isEmpty() && fetch.isEmpty()) {
      throw new ToolException(
          ToolExit.WRONG_USAGE, "Name a certificate's FILE, or a server with --fetch HOST:PORT");
    }
    Path folder = conf.path();
    Instant now = Clock.systemUTC().instant();
    Optional<List<X509Certificate>> shown = fetch.map(this::shownBy);
    if (file.isEmpty()) {
      say("Nothing was imported: get the certificate's file from the server's administrator.");
      return ToolExit.DONE.code();
    }
    X509Certificate certificate = only(file.get());
    say("The file " + file.get());
    show(certificate);
    CertificateFindings.time(certificate, now).ifPresent(ImportCert::refuse);
    shown.ifPresent(chain -> compare(certificate, chain, now));
    return keep(certificate, TrustStoreFile.in(folder)).code();
  }

  private ToolExit keep(X509Certificate certificate, TrustStoreFile store) {
    if (store.certificates().containsValue(certificate)) {
      say("It is in " + store.path() + " already.");
      return ToolExit.DONE;
    }
    if (!yes && !isWanted(store)) {
      say("Nothing was imported.");
      return ToolExit.REFUSED;
    }
    store.add(certificate);
    say("Imported into " + store.path() + ". A running node uses it from its next start on.");
    return ToolExit.DONE;
  }

  private static boolean isWanted(TrustStoreFile store) {
    Console terminal = System.console();
    if (terminal == null) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "Nobody can be asked here whether this certificate is the right one: compare the SHA-256"
              + " and say --yes");
    }
    String answer = terminal.readLine("Believe this certificate (into %s)? [y/N] ", store.path());
    return answer != null && answer.strip().matches("(?i)y|yes");
  }

  private List<X509Certificate> shownBy(String address) {
    if (!address.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[1-9][0-9]{0,4}")) {
      throw new ToolException(
          ToolExit.WRONG_USAGE, "--fetch is '" + address + "': give HOST:PORT, such as db1:1433");
    }
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    if (port > 65_535) {
      throw new ToolException(ToolExit.WRONG_USAGE, "--fetch is '" + address + "': no such port");
    }
    List<X509Certificate> chain = ShownCertificate.of(greeting(), host, port);
    say("The server " + address);
    chain.forEach(this::show);
    return chain;
  }

  private Greeting greeting() {
    if (postgresql) {
      return Greeting.POSTGRESQL;
    }
    return strict ? Greeting.TDS_STRICT : Greeting.TDS;
  }

  private void compare(X509Certificate certificate, List<X509Certificate> shown, Instant now) {
    CertificateFindings.problem(shown, List.of(certificate), Optional.empty(), now)
        .ifPresent(
            problem ->
                refuse(
                    "The file is neither the server's certificate nor that of its authority."
                        + " Nothing was imported. Get the right file from the server's"
                        + " administrator."));
    say("The server shows this certificate, or one of this authority.");
  }

  private static X509Certificate only(Path file) {
    List<X509Certificate> all = read(file);
    if (all.size() > 1) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "The file " + file + " holds " + all.size() + " certificates: give one for each import");
    }
    return all.getFirst();
  }

  private static List<X509Certificate> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ToolException(ToolExit.NO_SUCH_THING, "There is no file " + file);
    }
    try {
      if (Files.size(file) > LONGEST_FILE) {
        refuse("The file " + file + " is too long to be a certificate.");
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.contains("PRIVATE KEY-----")) {
        refuse(
            "The file "
                + file
                + " holds a private key, which must stay on the server. Export the certificate"
                + " alone.");
      }
      return CertificateFiles.read(file);
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The file " + file + " can't be read: check its rights", e);
    } catch (CertificateProblemException e) {
      throw new ToolException(ToolExit.VERIFICATION_FAILED, e.getMessage(), e);
    }
  }

  private static void refuse(String why) {
    throw new ToolException(ToolExit.VERIFICATION_FAILED, why);
  }

  private void show(X509Certificate certificate) {
    say("  Subject      " + certificate.getSubjectX500Principal().getName());
    say("  Issuer       " + certificate.getIssuerX500Principal().getName());
    say("  For          " + String.join(", ", CertificateFindings.names(certificate)));
    say(
        "  Valid        "
            + certificate.getNotBefore().toInstant()
            + " to "
            + certificate.getNotAfter().toInstant());
    say("  SHA-256      " + CertificateFiles.fingerprint(certificate));
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
