package org.tandemvault.client;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A vault of a primary and its standbys as one thing.
 *
 * <p>Reads go to the first server of the list that serves. If it is dead or silent, a standby is
 * asked, within 3 s; the preferred server is looked at again every few seconds and used again by
 * itself when it is back. Every answer to a read tells which node gave it and how old its data are.
 * Changes go to the primary and are sent one time: if the connection breaks after that, {@link
 * OutcomeUnknownException} says so and nothing is repeated. A reveal that had to be asked of two
 * nodes may be on record twice.
 *
 * <p>TLS is always verified, against the authorities of a file or of the JDK. No token is ever sent
 * to an address that is not in the list, whatever a server says. Thread-safe; close it at the end.
 *
 * <pre>{@code
 * try (SecretChars token = SecretChars.of(apiToken);
 *     VaultClient vault =
 *         VaultClient.of("https://vault-1:7272", "https://vault-2:7272")
 *             .authority(Path.of("/etc/vault/ca.pem"))
 *             .tokens(Tokens.everywhere(token))
 *             .connect()) {
 *   Located account = vault.find("db-prod/root").value().getFirst();
 *   Answer<Revealed> answer = vault.reveal(account.account().id(), RevealReason.of("nightly job"));
 *   try (Revealed revealed = answer.value()) {
 *     if (answer.origin().isStandby()) {
 *       log.warn("read from {}, {} s behind", revealed.node(), revealed.lagSeconds());
 *     }
 *     revealed.password().use(chars -> signIn(chars));
 *   }
 * }
 * }</pre>
 *
 * <p>All calls throw {@link UnreachableException} if no server that could do it answers, {@link
 * UntrustedServerException} if that is because of a certificate, {@link RefusedException} if a
 * server says no.
 */
public final class VaultClient implements AutoCloseable {

  private static final int PAGE = 500;

  private final Wire wire;
  private final Servers servers;
  private final Switchboard switchboard;
  private final Origins origins;
  private final Outlook outlook;

  VaultClient(Switchboard.Line line, Switchboard switchboard) {
    this.wire = line.wire();
    this.servers = line.servers();
    this.switchboard = switchboard;
    this.origins = new Origins(switchboard, line.timing());
    this.outlook = new Outlook(line);
  }

  /**
   * Begins to describe a client of these servers, the preferred one first.
   *
   * @throws IllegalArgumentException if one is not {@code https://HOST[:PORT]}
   */
  public static VaultClientBuilder of(String... servers) {
    return new VaultClientBuilder(Servers.of(Arrays.asList(servers)));
  }

  /**
   * Signs in on the first server that serves.
   *
   * @param totp the code of the second factor, if there is one
   * @throws RefusedException {@code second-factor-needed} if a code is missing
   */
  public Answer<Session> signIn(String user, SecretChars password, Optional<SecretChars> totp) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("username", user);
    fields.put("password", password);
    totp.ifPresent(code -> fields.put("totp", code));
    return withBody("POST", "/sessions", fields, call -> read(call, Session.class));
  }

  /** Ends the session whose token is used for this server. */
  public void signOut(URI server) {
    done(switchboard.once(server, Call.delete("/sessions/current")));
  }

  /** Changes one's own password, which is the first thing to do with a password one was given. */
  public void changeOwnPassword(SecretChars current, SecretChars next) {
    withBody(
        "POST",
        "/me/password",
        Map.of("current", current, "next", next),
        call -> {
          done(switchboard.write(call));
          return true;
        });
  }

  /**
   * The resources one may see, by name.
   *
   * @param words each the start of a word in name, address, description or a login; all if empty
   */
  public Answer<List<Resource>> resources(String words) {
    return all("/resources", Map.of("q", words), Resource.class, Integer.MAX_VALUE);
  }

  /** The accounts of a resource that one may see, by login. */
  public Answer<List<Account>> accounts(String resource) {
    String path = "/resources/" + segment(resource) + "/accounts";
    return all(path, Map.of(), Account.class, Integer.MAX_VALUE);
  }

  /** One resource. */
  public Answer<Resource> resource(String id) {
    return read(Call.get("/resources/" + segment(id)), Resource.class);
  }

  /** One account, without its password. */
  public Answer<Account> account(String id) {
    return read(Call.get("/accounts/" + segment(id)), Account.class);
  }

  /** All accounts called {@code RESOURCE/LOGIN}; names are not unique. */
  public Answer<List<Located>> find(String path) {
    return new AccountSearch(this).named(path);
  }

  /** A password in clear; on record before it is told. The caller closes it. */
  public Answer<Revealed> reveal(String account, RevealReason why) {
    String path = "/accounts/" + segment(account) + "/reveal";
    return withBody("POST", path, why.fields(), this::revealed);
  }

  /** Changes the password of an account, on the primary; answers its new version. */
  public long changePassword(String account, SecretChars password) {
    return newVersion(account, Map.of("password", password));
  }

  /** Lets the vault make a new password for an account by its policy; answers its new version. */
  public long generatePassword(String account) {
    return newVersion(account, Map.of("generate", true));
  }

  /**
   * A random password that is kept nowhere; the caller closes it.
   *
   * @param policy a policy's id
   */
  public Answer<SecretChars> generate(Optional<String> policy, Optional<Integer> length) {
    var fields = new LinkedHashMap<String, Object>();
    policy.ifPresent(id -> fields.put("policy", id));
    length.ifPresent(n -> fields.put("length", n));
    return withBody(
        "POST",
        "/passwords/generate",
        fields,
        call -> read(call, Generated.class).map(Generated::password));
  }

  /**
   * Imports a CSV file, all or nothing.
   *
   * @throws FileNotFoundException if it is not there
   */
  public Imported importCsv(Path file, boolean dryRun) throws FileNotFoundException {
    BodyPublisher readable = BodyPublishers.ofFile(file);
    return readable.contentLength() == 0
        ? importCsv(new byte[0], dryRun)
        : imported(dryRun, () -> file(file));
  }

  /** Imports CSV, all or nothing; the caller wipes it. */
  public Imported importCsv(byte[] csv, boolean dryRun) {
    return imported(dryRun, () -> BodyPublishers.ofByteArray(csv));
  }

  /**
   * All one may view, as CSV in UTF-8, which the caller wipes.
   *
   * @param secrets with passwords and notes; each is on record as a reveal
   * @param reason why; without one, passwords that need one are left out
   */
  public Answer<byte[]> exportCsv(boolean secrets, String reason) {
    String query =
        AuditFilter.query(Map.of("secrets", Boolean.toString(secrets), "reason", reason));
    try (Reply reply = good(switchboard.read(Call.get("/export" + query).withLongTimeout()))) {
      return new Answer<>(reply.body().clone(), origins.of(reply.server()));
    }
  }

  /** Events of the audit trail, newest first unless the filter says otherwise. */
  public Answer<List<AuditEvent>> audit(AuditFilter filter) {
    return all("/audit", filter.terms(), AuditEvent.class, filter.most());
  }

  /** Checks the chains of all nodes. */
  public Answer<AuditReport> verifyAudit() {
    return read(Call.get("/audit/verify").withLongTimeout(), AuditReport.class);
  }

  /** High availability as the first server that serves sees it. */
  public Answer<HaStatus> ha() {
    return read(Call.get("/ha"), HaStatus.class);
  }

  /** What each server tells everybody; needs no token. */
  public List<ServerState> servers() {
    return outlook.states();
  }

  /** The server that takes changes, if one does; needs no token. */
  public Optional<URI> active() {
    return switchboard.active(new LinkedHashMap<>());
  }

  /** Proves now that people could work on this standby. Needs an admin's token of that node. */
  public HaStatus.Drill drill(URI standby) {
    Call call = Call.json("POST", "/ha/drill", Json.body(Map.of()));
    try (Reply reply = good(switchboard.once(standby, call))) {
      return Json.read(reply, HaStatus.Drill.class);
    }
  }

  /** The servers that this client may talk to. */
  public Servers configured() {
    return servers;
  }

  @Override
  public void close() {
    wire.close();
  }

  private record Generated(SecretChars password) {}

  private record NewVersion(long version) {}

  private interface Asked<T> {
    T by(Call call);
  }

  private Answer<Revealed> revealed(Call call) {
    try (Reply reply = good(switchboard.read(call))) {
      Revealed revealed = Json.read(reply, Revealed.class);
      return new Answer<>(revealed, origins.of(reply.server(), revealed));
    }
  }

  private long newVersion(String account, Map<String, ?> fields) {
    String path = "/accounts/" + segment(account) + "/password";
    return withBody(
        "PUT",
        path,
        fields,
        call -> {
          try (Reply reply = good(switchboard.write(call))) {
            return Json.read(reply, NewVersion.class).version();
          }
        });
  }

  private Imported imported(boolean dryRun, Supplier<BodyPublisher> body) {
    try (Reply reply = good(switchboard.write(Call.csv("/import?dryRun=" + dryRun, body)))) {
      return Json.read(reply, Imported.class);
    }
  }

  private <T> Answer<T> read(Call call, Class<T> type) {
    try (Reply reply = good(switchboard.read(call))) {
      return new Answer<>(Json.read(reply, type), origins.of(reply.server()));
    }
  }

  /** Page by page. */
  private <T> Answer<List<T>> all(String path, Map<String, String> terms, Class<T> type, int most) {
    var items = new ArrayList<T>();
    var query = new LinkedHashMap<>(terms);
    query.put("limit", Integer.toString(Math.clamp(most, 1, PAGE)));
    while (true) {
      try (Reply reply = good(switchboard.read(Call.get(path + AuditFilter.query(query))))) {
        Page<T> page = Json.page(reply, type);
        items.addAll(page.items());
        if (page.next().isEmpty() || items.size() >= most) {
          List<T> wanted = items.subList(0, Math.min(most, items.size()));
          return new Answer<>(List.copyOf(wanted), origins.of(reply.server()));
        }
        query.put("cursor", page.next().get());
      }
    }
  }

  private static <T> T withBody(String method, String path, Map<String, ?> fields, Asked<T> asked) {
    byte[] body = Json.body(fields);
    try {
      return asked.by(Call.json(method, path, body));
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private static void done(Reply reply) {
    good(reply).close();
  }

  private static Reply good(Reply reply) {
    if (!reply.isGood()) {
      throw Problems.refusal(reply);
    }
    return reply;
  }

  private static BodyPublisher file(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException("The file " + file + " is gone.", e);
    }
  }

  /** An id in an address: whatever it holds, it stays one step of the path. */
  private static String segment(String id) {
    return Segments.encoded(id);
  }
}
