package org.tandemvault.web.alarm;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.tandemvault.core.ha.Alarm;
import org.tandemvault.core.ha.AlarmBell;

/** Sends alarms by SMTP. Thread-safe; every wait ends after ten seconds. */
public final class MailBell implements AlarmBell {

  private static final String WAIT_MILLIS = "10000";

  private final MailServer server;
  private final InternetAddress from;
  private final InternetAddress[] to;

  /**
   * @throws IllegalArgumentException if an address is none
   */
  public MailBell(MailServer server, String from, List<String> to) {
    this.server = server;
    this.from = address(from);
    this.to = to.stream().map(MailBell::address).toArray(InternetAddress[]::new);
  }

  @Override
  public void ring(Alarm alarm) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(MailBell.class.getClassLoader());
    try {
      Session session = session();
      Transport.send(message(session, alarm));
    } catch (MessagingException e) {
      throw new IllegalStateException(
          "The mail server " + server.host() + ":" + server.port() + " took no mail: " + e, e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private Session session() {
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
    properties.setProperty("mail.smtp.connectiontimeout", WAIT_MILLIS);
    properties.setProperty("mail.smtp.timeout", WAIT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", WAIT_MILLIS);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", server.trusted().getSocketFactory());
    switch (server.security()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    if (server.login().isEmpty()) {
      return Session.getInstance(properties);
    }
    properties.setProperty("mail.smtp.auth", "true");
    return Session.getInstance(properties, new Credentials(server.login().get()));
  }

  private MimeMessage message(Session session, Alarm alarm) throws MessagingException {
    var message = new MimeMessage(session);
    message.setFrom(from);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSentDate(Date.from(alarm.at()));
    message.setSubject(alarm.subject(), StandardCharsets.UTF_8.name());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(String.join("\n", alarm.lines()) + "\n", StandardCharsets.UTF_8.name());
    return message;
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("'" + text + "' is no mail address", e);
    }
  }

  /** The library takes a String; it lives for one connection. */
  private static final class Credentials extends Authenticator {

    private final MailServer.Login login;

    Credentials(MailServer.Login login) {
      this.login = login;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      char[] password = login.password().copyChars();
      try {
        return new PasswordAuthentication(login.user(), new String(password));
      } finally {
        Arrays.fill(password, '\0');
      }
    }
  }
}
