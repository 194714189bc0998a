package org.tandemvault.boot;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.tandemvault.conf.AlarmConf;
import org.tandemvault.conf.SealedValue;
import org.tandemvault.core.ha.AlarmBell;
import org.tandemvault.core.ha.AlarmedChanges;
import org.tandemvault.core.ha.Announcements;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.alarm.MailBell;
import org.tandemvault.web.alarm.MailServer;
import org.tandemvault.web.alarm.WebhookBell;

/** The bells that {@code replication.conf} asks for, and the secrets they need. */
final class Alarms implements AutoCloseable {

  private static final long AGAIN_SECONDS = 60;

  private final List<Runnable> held = new ArrayList<>();
  private final List<Announcements> announcements = new ArrayList<>();

  private Alarms() {}

  static Alarms of(AlarmConf conf, ConfValueCipher cipher) {
    var alarms = new Alarms();
    conf.mail().ifPresent(mail -> alarms.add("mail", alarms.bell(mail, conf.caFile(), cipher)));
    conf.webhook()
        .ifPresent(hook -> alarms.add("webhook", alarms.bell(hook, conf.caFile(), cipher)));
    return alarms;
  }

  private void add(String what, AlarmBell bell) {
    announcements.add(new Announcements(what, new AlarmedChanges(bell), AGAIN_SECONDS));
  }

  private MailBell bell(AlarmConf.Mail mail, Optional<Path> caFile, ConfValueCipher cipher) {
    Optional<MailServer.Login> login =
        mail.user().isEmpty()
            ? Optional.empty()
            : Optional.of(new MailServer.Login(mail.user(), open(mail.password(), cipher)));
    AlarmConf.Smtp smtp = mail.server();
    var server =
        new MailServer(
            smtp.host(),
            smtp.port(),
            MailServer.Security.valueOf(smtp.security().name()),
            login,
            trusting(caFile));
    return new MailBell(server, mail.from(), mail.to());
  }

  private WebhookBell bell(AlarmConf.Webhook hook, Optional<Path> caFile, ConfValueCipher cipher) {
    Optional<Secret> token =
        hook.token().isAbsent() ? Optional.empty() : Optional.of(open(hook.token(), cipher));
    var bell = new WebhookBell(hook.url(), token, trusting(caFile));
    held.add(bell::close);
    return bell;
  }

  private Secret open(SealedValue value, ConfValueCipher cipher) {
    Secret secret = value.open(cipher);
    held.add(secret::close);
    return secret;
  }

  private static SSLContext trusting(Optional<Path> caFile) {
    try {
      if (caFile.isEmpty()) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(ExportSinks.authorities(caFile.get(), "alarm.ca.file"));
      context.init(new KeyManager[0], trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("alarm.ca.file can't be used: " + e.getMessage(), e);
    }
  }

  /** Those who tell what changed. */
  List<Announcements> announcements() {
    return List.copyOf(announcements);
  }

  /** Call it after the announcements are closed. */
  @Override
  public void close() {
    held.forEach(Runnable::run);
  }
}
