package org.tandemvault.conf;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who is told away from the vault when a node or its replication fails, and when it is well again.
 *
 * @param mail empty: nobody is mailed
 * @param webhook empty: nothing is posted
 * @param caFile PEM with the authorities that mail server and webhook are believed by; empty: those
 *     that the Java runtime trusts
 */
public record AlarmConf(Optional<Mail> mail, Optional<Webhook> webhook, Optional<Path> caFile) {

  /** The key of the mail server's password. */
  public static final String MAIL_PASSWORD = "mail.smtp.password";

  /** The key of the token that is sent to the webhook. */
  public static final String WEBHOOK_TOKEN = "webhook.token";

  private static final String ADDRESS = "[^\\s@,<>]+@[^\\s@,<>]+";

  /** How the connection to the mail server is made safe. */
  public enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  /**
   * Alarms by SMTP.
   *
   * @param user empty if the server wants no login
   */
  public record Mail(
      Smtp server, String user, SealedValue password, String from, List<String> to) {}

  /** Where mail goes. */
  public record Smtp(String host, int port, Security security) {}

  /**
   * Alarms posted as JSON.
   *
   * @param token sent as bearer token unless it is absent
   */
  public record Webhook(URI url, SealedValue token) {}

  static AlarmConf from(ConfReader in) {
    return new AlarmConf(mail(in), webhook(in), in.path("alarm.ca.file"));
  }

  private static Optional<Mail> mail(ConfReader in) {
    String host = in.text("mail.smtp.host", "");
    Mail mail =
        new Mail(
            new Smtp(
                host,
                in.port("mail.smtp.port", 587),
                in.choice("mail.smtp.security", Security.STARTTLS)),
            in.text("mail.smtp.user", ""),
            in.secret(MAIL_PASSWORD),
            in.text("mail.from", ""),
            in.words("mail.to", ""));
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (!mail.from().matches(ADDRESS)) {
      in.problem("mail.from", "is no mail address", "set the sender's address, a@example.org");
    }
    if (mail.to().isEmpty() || !mail.to().stream().allMatch(to -> to.matches(ADDRESS))) {
      in.problem("mail.to", "is no list of mail addresses", "set them, separated by commas");
    }
    return Optional.of(mail);
  }

  private static Optional<Webhook> webhook(ConfReader in) {
    String url = in.text("webhook.url", "");
    SealedValue token = in.secret(WEBHOOK_TOKEN);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (!url.matches("https?://[A-Za-z0-9.:\\[\\]_-]+(/[!-~&&[^\"<>\\\\^`{|}#]]*)?")) {
      in.problem("webhook.url", "is no address", "set https://host/path");
      return Optional.empty();
    }
    URI address = URI.create(url);
    if (!token.isAbsent() && url.startsWith("http:") && !isOnThisMachine(address)) {
      in.problem(
          "webhook.url",
          "is http:, by which everybody on the way could read the token",
          "set https://host/path, or take " + WEBHOOK_TOKEN + " away");
      return Optional.empty();
    }
    return Optional.of(new Webhook(address, token));
  }

  private static boolean isOnThisMachine(URI address) {
    String host = Optional.ofNullable(address.getHost()).orElse("");
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
