package org.tandemvault.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.AdminCommandRunner;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.crypto.Secret;

/** The web server in this process: HTTPS alone, no cluster, nothing sent home. */
final class PayaraServer {
  private static final Logger LOG = LoggerFactory.getLogger(PayaraServer.class);

  private static final String NAME = "vault";
  private static final String CONFIG = "configs.config.server-config.";
  private static final String LISTENERS = CONFIG + "network-config.network-listeners.";
  private static final String HTTPS = CONFIG + "network-config.protocols.protocol.https-listener.";
  private static final String POOL = CONFIG + "thread-pools.thread-pool.http-thread-pool.";

  private static final List<String> SETTINGS =
      List.of(
          CONFIG + "hazelcast-config-specific-configuration.enabled=false",
          CONFIG + "phone-home-runtime-configuration.enabled=false",
          CONFIG + "availability-service.availability-enabled=false",
          // its pages can't be guarded; the vault has its own
          CONFIG + "microprofile-metrics-configuration.enabled=false",
          LISTENERS + "network-listener.http-listener.enabled=false",
          HTTPS + "ssl.tls-enabled=false",
          HTTPS + "ssl.tls11-enabled=false",
          HTTPS + "ssl.tls12-enabled=true",
          HTTPS + "ssl.tls13-enabled=true",
          HTTPS + "http.http2-enabled=true",
          HTTPS + "http.cookie-same-site-enabled=true",
          HTTPS + "http.cookie-same-site-value=Strict",
          HTTPS + "http.server-header=false",
          HTTPS + "http.xpowered-by=false",
          HTTPS + "http.timeout-seconds=60",
          // requests on one kept connection; a busy client would be cut off every 250 otherwise
          HTTPS + "http.max-connections=-1",
          POOL + "min-thread-pool-size=8",
          POOL + "max-thread-pool-size=64");

  /** The certificate to show: an entry of the configured key store, and the store's password. */
  record KeyStoreEntry(Secret password, String alias) {}

  private final PayaraMicroRuntime runtime;

  private PayaraServer(PayaraMicroRuntime runtime) {
    this.runtime = runtime;
  }

  /** Starts the server; it serves nothing yet. */
  static PayaraServer start(ServerConf.Https https, KeyStoreEntry entry, Path work, NodeLog log) {
    System.setProperty("payaramicro.disablePhoneHome", "true");
    useKeyStore(https.keystore(), entry.password());
    try {
      PayaraMicroBoot boot = PayaraMicro.getInstance();
      boot.setRootDir(work.toFile());
      boot.setLogPropertiesFile(log.writeSettings(work).toFile());
      boot.setPrintLogo(false);
      boot.setNoCluster(true);
      boot.setNoHazelcast(true);
      boot.setHttpAutoBind(false);
      boot.setSslAutoBind(false);
      boot.setSslPort(https.port());
      boot.setSslCert(entry.alias());
      boot.setPreBootHandler(runner -> apply(runner, https.bindAddress()));
      return new PayaraServer(boot.bootStrap());
    } catch (BootstrapException e) {
      throw new StartRefusedException(
          ExitCode.UNEXPECTED, "The web server does not start: " + e.getMessage(), e);
    } finally {
      log.takeStreamsBack();
    }
  }

  /** Deploys an application at the root. */
  void deploy(Path war) {
    boolean deployed;
    try {
      deployed = runtime.deploy(NAME, "/", war.toFile());
    } catch (RuntimeException e) {
      throw new StartRefusedException(
          ExitCode.UNEXPECTED, "The application does not start: " + e.getMessage(), e);
    }
    if (!deployed || !runtime.getDeployedApplicationNames().contains(NAME)) {
      throw new StartRefusedException(
          ExitCode.UNEXPECTED, "The application " + war + " does not start: see the node's log.");
    }
  }

  /** Ends the application; the server goes on. */
  void undeploy() {
    runtime.undeploy(NAME);
  }

  /** Ends what runs, then the server. */
  void stop() {
    try {
      runtime.shutdown();
    } catch (BootstrapException e) {
      LOG.warn("The web server did not stop cleanly", e);
    }
  }

  private static void apply(AdminCommandRunner runner, String bindAddress) {
    SETTINGS.forEach(setting -> runner.run("set", setting));
    runner.run("set-openapi-configuration", "--enabled=false");
    runner.run("set-microprofile-healthcheck-configuration", "--enabled=false");
    runner.run("set", LISTENERS + "network-listener.https-listener.address=" + bindAddress);
  }

  /** The only way that the server knows, and it reads them when the first request comes. */
  private static void useKeyStore(Path keystore, Secret password) {
    char[] chars = password.copyChars();
    System.setProperty("javax.net.ssl.keyStore", keystore.toString());
    System.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
    System.setProperty("javax.net.ssl.keyStorePassword", new String(chars));
    Arrays.fill(chars, '\0');
  }
}
