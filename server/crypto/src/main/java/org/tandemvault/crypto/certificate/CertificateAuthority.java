package org.tandemvault.crypto.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.tandemvault.crypto.CertificateProblemException;

/**
 * Issues certificates for the vault's own connections: HTTPS of a demo, the bundled PostgreSQL, and
 * nodes that speak with each other. Keys are EC P-256, signatures ECDSA with SHA-256.
 *
 * <p>It keeps no list of what it issued and revokes nothing: who no longer trusts a node makes a
 * new authority. Thread-safe.
 */
public final class CertificateAuthority {

  /** Clocks of two nodes may differ by this much without a fresh certificate being refused. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private final CertifiedKey issuer;
  private final Clock clock;
  private final SecureRandom random;

  /** An authority made before. */
  public CertificateAuthority(CertifiedKey issuer, Clock clock, SecureRandom random) {
    if (issuer.certificate().getBasicConstraints() < 0) {
      throw new CertificateProblemException(
          "The certificate "
              + issuer.certificate().getSubjectX500Principal()
              + " isn't an authority's and can't issue others.");
    }
    this.issuer = issuer;
    this.clock = clock;
    this.random = random;
  }

  /** A new authority with a certificate signed by itself, which can't make further authorities. */
  public static CertificateAuthority create(
      String commonName, Duration validity, Clock clock, SecureRandom random) {
    KeyPair pair = newPair(random);
    X500Name name = name(commonName);
    X509Certificate certificate =
        spelled(
            () -> {
              X509v3CertificateBuilder builder =
                  builder(name, name, pair.getPublic(), Span.from(clock, validity), random);
              builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
              builder.addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
              return signed(builder, pair.getPrivate(), random);
            });
    CertifiedKey issuer = new CertifiedKey(pair.getPrivate(), List.of(certificate));
    return new CertificateAuthority(issuer, clock, random);
  }

  /** The authority's own key and certificate, to be kept. */
  public CertifiedKey issuer() {
    return issuer;
  }

  /** The certificate that others trust. */
  public X509Certificate certificate() {
    return issuer.certificate();
  }

  /** Makes a key pair and certifies it. */
  public CertifiedKey issue(CertificateRequest request) {
    KeyPair pair = newPair(random);
    X509Certificate certificate = spelled(() -> certify(request, pair.getPublic()));
    return new CertifiedKey(pair.getPrivate(), List.of(certificate, issuer.certificate()));
  }

  private X509Certificate certify(CertificateRequest request, PublicKey key)
      throws GeneralSecurityException, CertIOException, OperatorCreationException {
    X500Name authority = new JcaX509CertificateHolder(issuer.certificate()).getSubject();
    X509v3CertificateBuilder builder =
        builder(
            authority,
            name(request.commonName()),
            key,
            Span.from(clock, request.validity()),
            random);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, usages(request));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
    if (!request.names().isEmpty()) {
      builder.addExtension(Extension.subjectAlternativeName, false, names(request));
    }
    return signed(builder, issuer.privateKey(), random);
  }

  private static X509v3CertificateBuilder builder(
      X500Name authority, X500Name subject, PublicKey key, Span validity, SecureRandom random)
      throws GeneralSecurityException, CertIOException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            authority,
            new BigInteger(127, random).setBit(126),
            Date.from(validity.start()),
            Date.from(validity.end()),
            subject,
            key);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    return builder;
  }

  private static X509Certificate signed(
      X509v3CertificateBuilder builder, PrivateKey key, SecureRandom random)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random).build(key)));
  }

  private static ExtendedKeyUsage usages(CertificateRequest request) {
    return new ExtendedKeyUsage(
        request.usages().stream()
            .sorted()
            .map(
                usage ->
                    switch (usage) {
                      case SERVER -> KeyPurposeId.id_kp_serverAuth;
                      case CLIENT -> KeyPurposeId.id_kp_clientAuth;
                    })
            .toArray(KeyPurposeId[]::new));
  }

  private static GeneralNames names(CertificateRequest request) {
    return new GeneralNames(
        request.names().stream()
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  private static KeyPair newPair(SecureRandom random) {
    return spelled(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp256r1"), random);
          return generator.generateKeyPair();
        });
  }

  /** When a certificate is valid. */
  private record Span(Instant start, Instant end) {
    static Span from(Clock clock, Duration validity) {
      Instant now = clock.instant();
      return new Span(now.minus(CLOCK_TOLERANCE), now.plus(validity));
    }
  }

  /** A step in making a certificate. */
  @FunctionalInterface
  private interface Step<T> {
    T run() throws GeneralSecurityException, CertIOException, OperatorCreationException;
  }

  private static <T> T spelled(Step<T> step) {
    try {
      return step.run();
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException failed) {
      throw new CertificateProblemException(
          "The certificate can't be made (" + failed.getMessage() + ").", failed);
    }
  }
}
