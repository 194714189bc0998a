package org.tandemvault.web.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.crypto.Secret;

/** Against a real SMTP server. */
final class MailBellTest {

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void everyRecipientGetsTheAlarmInWords() throws MessagingException, IOException {
    AlarmFixture.ring(bell(MailServer.Security.NONE, Optional.empty()));

    MimeMessage[] got = server.getReceivedMessages();
    assertThat(got).hasSize(2);
    assertThat(got[0].getSubject())
        .isEqualTo(
            "Tandem Vault, node primary: node standby, high availability: Failed and 1 more");
    assertThat(got[0].getFrom()[0].toString()).isEqualTo("vault@example.org");
    assertThat(got[0].getRecipients(Message.RecipientType.TO)).hasSize(2);
    assertThat(got[0].getContent().toString())
        .contains(
            "Node standby does not answer.",
            "Look at the link \u2013 now.",
            "High Availability Status: Failed",
            "Replication Status: Alive");
    assertThat(got[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void theLoginIsUsed() throws MessagingException {
    server.setUser("vault@example.org", "vault", "pass w\u00f6rd");
    try (Secret password = Secret.ofUtf8("pass w\u00f6rd")) {
      AlarmFixture.ring(
          bell(MailServer.Security.NONE, Optional.of(new MailServer.Login("vault", password))));
    }
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]))
        .doesNotContain("pass w");
  }

  @Test
  void whereTlsIsDemandedNothingGoesInClear() {
    MailBell bell = bell(MailServer.Security.STARTTLS, Optional.empty());

    assertThatThrownBy(() -> AlarmFixture.ring(bell)).hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsGoneIsTold() {
    MailBell bell = bell(MailServer.Security.NONE, Optional.empty());
    server.stop();

    assertThatThrownBy(() -> AlarmFixture.ring(bell))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("took no mail");
  }

  @Test
  void whatIsNoAddressIsRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                new MailBell(server(MailServer.Security.NONE, Optional.empty()), "x y", List.of()))
        .hasMessageContaining("'x y' is no mail address");
  }

  private MailBell bell(MailServer.Security security, Optional<MailServer.Login> login) {
    return new MailBell(
        server(security, login),
        "vault@example.org",
        List.of("on-call@example.org", "admins@example.org"));
  }

  private MailServer server(MailServer.Security security, Optional<MailServer.Login> login) {
    try {
      return new MailServer(
          "127.0.0.1", server.getSmtp().getPort(), security, login, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
