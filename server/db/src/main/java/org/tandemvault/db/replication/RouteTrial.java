package org.tandemvault.db.replication;

import java.util.Optional;

/**
 * Tries the way from one server to the other, as the server itself will go it: TLS, names,
 * certificate, access rules. Nothing is left behind: the trial subscription, to a publication that
 * does not exist, is rolled back.
 */
final class RouteTrial implements Step {
  private static final String TRIAL = "vault_trial";

  private final ServerSide receiver;
  private final ServerSide sender;

  RouteTrial(ServerSide receiver, ServerSide sender) {
    this.receiver = receiver;
    this.sender = sender;
  }

  @Override
  public PlanStep look() {
    boolean ready =
        sender
            .session()
            .exists("SELECT rolname FROM pg_roles WHERE rolname = ?", ReplicationNames.ROLE);
    Optional<String> why = problem();
    if (!ready && why.filter(RouteTrial::isForWantOfTheRole).isPresent()) {
      return new PlanStep(
          receiver.where(),
          what(),
          java.util.List.of(),
          PlanStep.State.TO_DO,
          "The way is open; it is tried with the role as soon as that is there.");
    }
    return why.map(w -> PlanStep.blocked(receiver.where(), what(), remedy(w)))
        .orElseGet(() -> PlanStep.done(receiver.where(), what()));
  }

  @Override
  public void act(ReplicationProgress progress) {
    problem()
        .ifPresent(
            why -> {
              throw new ReplicationException(
                  ReplicationException.Reason.REFUSED,
                  "The server " + receiver.access() + " " + remedy(why));
            });
  }

  private String what() {
    return "This server reaches the other one at "
        + sender.site().route().host()
        + ":"
        + sender.site().route().port()
        + " with its certificate";
  }

  private Optional<String> problem() {
    String connection = sender.site().connectionFrom(receiver.site().identity());
    try {
      receiver
          .session()
          .atomically(
              () -> {
                receiver
                    .session()
                    .execute(
                        "CREATE SUBSCRIPTION "
                            + TRIAL
                            + " CONNECTION "
                            + ServerSession.literal(connection)
                            + " PUBLICATION "
                            + TRIAL
                            + " WITH (slot_name = NONE, create_slot = false, enabled = false,"
                            + " copy_data = false)");
                throw new RolledBack();
              });
      return Optional.empty();
    } catch (RolledBack asMeant) {
      return Optional.empty();
    } catch (ReplicationException e) {
      return Optional.of(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
  }

  /** The server let the certificate pass and then did not find the role. */
  private static boolean isForWantOfTheRole(String why) {
    return why.contains('"' + ReplicationNames.ROLE + '"') && !why.contains("pg_hba.conf");
  }

  private String remedy(String why) {
    return "cannot get through: "
        + why.replaceAll("\\s+", " ").strip()
        + ". Check the way between the servers, the files "
        + String.join(
            ", ",
            receiver.site().identity().authority(),
            receiver.site().identity().certificate(),
            receiver.site().identity().key())
        + " on this one, and pg_hba.conf of the other, which needs: "
        + accessRule();
  }

  private String accessRule() {
    return "hostssl "
        + sender.site().route().database()
        + " "
        + ReplicationNames.ROLE
        + " <address of this server> cert (a certificate with another common name than "
        + ReplicationNames.ROLE
        + " also needs map=... and a line in pg_ident.conf); ssl_ca_file must hold the authority of"
        + " this server's certificate";
  }

  /** Ends the trial. */
  private static final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RolledBack() {
      super("", null, false, false);
    }
  }
}
