package org.tandemvault.crypto.certificate;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

/**
 * What a certificate shall say.
 *
 * @param commonName who it is for, in words; at most 64 characters
 * @param names the host names and IP addresses it is valid for; none for a mere client
 * @param usages what it may be shown for
 * @param validity how long it is valid from now on
 */
public record CertificateRequest(
    String commonName, Set<String> names, Set<Usage> usages, Duration validity) {

  /** What a certificate may be shown for. */
  public enum Usage {
    /** By a TLS server. */
    SERVER,
    /** By a TLS client. */
    CLIENT
  }

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  public CertificateRequest {
    if (commonName.isBlank() || commonName.length() > 64) {
      throw new IllegalArgumentException("A common name has 1 to 64 characters: " + commonName);
    }
    if (usages.isEmpty()) {
      throw new IllegalArgumentException("A certificate needs a usage: " + commonName);
    }
    names = new LinkedHashSet<>(names);
    names.forEach(CertificateRequest::requireHostOrAddress);
    names = Collections.unmodifiableSet(names);
    usages = Set.copyOf(EnumSet.copyOf(usages));
  }

  /** A TLS server's certificate. */
  public static CertificateRequest server(String commonName, Set<String> names, Duration validity) {
    return new CertificateRequest(commonName, names, EnumSet.of(Usage.SERVER), validity);
  }

  /** A TLS client's certificate. */
  public static CertificateRequest client(String commonName, Duration validity) {
    return new CertificateRequest(commonName, Set.of(), EnumSet.of(Usage.CLIENT), validity);
  }

  /** The certificate of a node that is both server and client to its peers. */
  public static CertificateRequest node(String commonName, Set<String> names, Duration validity) {
    return new CertificateRequest(commonName, names, EnumSet.allOf(Usage.class), validity);
  }

  private static void requireHostOrAddress(String name) {
    if (!IPAddress.isValid(name) && !HOST.matcher(name).matches()) {
      throw new IllegalArgumentException("Neither a host name nor an IP address: " + name);
    }
  }
}
