package org.tandemvault.db.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.tandemvault.crypto.certificate.CertificateFiles;

/** What is the matter with a server's certificate, in words. */
public final class CertificateFindings {
  private static final int DNS = 2;
  private static final int IP = 7;

  private CertificateFindings() {}

  /**
   * The one thing to mend first; empty if the certificate is good.
   *
   * @param chain the server's own certificate first
   * @param trusted authorities, or certificates of servers themselves
   * @param host the name it must be for; empty if any will do
   */
  public static Optional<String> problem(
      List<X509Certificate> chain,
      Collection<X509Certificate> trusted,
      Optional<String> host,
      Instant now) {
    X509Certificate own = chain.getFirst();
    return time(own, now)
        .or(() -> isTrusted(chain, trusted, now) ? Optional.empty() : Optional.of(unknown(own)))
        .or(() -> host.filter(name -> !isFor(own, name)).map(name -> wrongName(own, name)));
  }

  /** Whether the certificate's time is over or has not come; empty if it is now. */
  public static Optional<String> time(X509Certificate certificate, Instant now) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return Optional.of(
          "The certificate "
              + subject(certificate)
              + " expired on "
              + certificate.getNotAfter().toInstant()
              + ". Have the server's administrator renew it.");
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      return Optional.of(
          "The certificate "
              + subject(certificate)
              + " is not valid before "
              + certificate.getNotBefore().toInstant()
              + ". Check the clocks of this machine and of the server.");
    }
    return Optional.empty();
  }

  /** The host names and addresses the certificate is for. */
  public static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        alternatives.stream()
            .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(IP))
            .forEach(name -> names.add(String.valueOf(name.get(1))));
      }
    } catch (CertificateParsingException damaged) {
      return List.of(); // a certificate without a readable name is for nobody
    }
    return names.isEmpty() ? commonName(certificate) : names;
  }

  private static List<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .toList();
    } catch (InvalidNameException damaged) {
      return List.of();
    }
  }

  /** Whether the certificate is for that host name or address. */
  public static boolean isFor(X509Certificate certificate, String host) {
    String wanted = plain(host);
    return names(certificate).stream()
        .map(CertificateFindings::plain)
        .anyMatch(name -> name.equals(wanted) || fitsWildcard(name, wanted));
  }

  /** Without capitals; an IPv6 address in its one long form. */
  private static String plain(String name) {
    if (name.indexOf(':') >= 0) {
      try {
        return InetAddress.getByName(name).getHostAddress(); // no look-up: only an address has ':'
      } catch (UnknownHostException noAddress) {
        return name;
      }
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean fitsWildcard(String name, String wanted) {
    int dot = wanted.indexOf('.');
    return name.startsWith("*.") && dot > 0 && wanted.substring(dot).equals(name.substring(1));
  }

  private static boolean isTrusted(
      List<X509Certificate> chain, Collection<X509Certificate> trusted, Instant now) {
    if (trusted.contains(chain.getFirst())) {
      return true;
    }
    if (trusted.isEmpty()) {
      return false;
    }
    List<X509Certificate> path = chain.stream().filter(one -> !trusted.contains(one)).toList();
    Set<TrustAnchor> anchors =
        trusted.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return true;
    } catch (CertPathValidatorException unknown) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks PKIX", e);
    }
  }

  private static String unknown(X509Certificate own) {
    return "The server's certificate "
        + subject(own)
        + " (SHA-256 "
        + CertificateFiles.fingerprint(own)
        + ") is from an authority that this node does not know. If it is the right one, import its"
        + " file: bin/importCert.sh FILE.cer.";
  }

  private static String wrongName(X509Certificate own, String host) {
    return "The server's certificate is for "
        + String.join(", ", names(own))
        + ", not for "
        + host
        + ". Use one of those names as host, or have the server's administrator renew it.";
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
