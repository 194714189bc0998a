package org.tandemvault.tools.change;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** The new database as {@code database.conf} will have it: from flags, else from a terminal. */
public final class Wanted {
  private final Flags flags;
  private final Optional<Console> terminal;
  private final List<String> missing = new ArrayList<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  public Wanted(Flags flags, Optional<Console> terminal) {
    this.flags = flags;
    this.terminal = terminal;
  }

  /** Which engine. */
  public Engine engine() {
    String word = ask(flags.to, "--to", "Database: embedded, postgresql or sqlserver", "");
    requireAll();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "embedded" -> Engine.EMBEDDED;
      case "postgresql" -> Engine.POSTGRESQL;
      case "sqlserver" -> Engine.SQLSERVER;
      default -> throw wrong("--to is '" + word + "': say embedded, postgresql or sqlserver");
    };
  }

  /** The keys of {@code database.conf}; passwords are sealed. */
  public Map<String, String> values(Engine engine, ConfValueCipher cipher) {
    values.put("engine", engine.name().toLowerCase(Locale.ROOT));
    flags.port.ifPresent(port -> values.put("port", port));
    if (engine == Engine.EMBEDDED) {
      return values;
    }
    values.put("host", ask(flags.host, "--host", "Host name, as in its certificate", ""));
    values.put("database", ask(flags.database, "--database", "Database", "vault"));
    if (flags.port.isEmpty()) {
      String usual = engine == Engine.SQLSERVER ? "1433" : "5432";
      values.put("port", ask(Optional.empty(), "--port", "Port", usual));
    }
    if (engine == Engine.SQLSERVER) {
      sqlServer();
    }
    flags.caFile.ifPresent(
        file -> values.put("tls.ca.file", Path.of(file).toAbsolutePath().toString()));
    logins(cipher);
    requireAll();
    return values;
  }

  private void sqlServer() {
    String auth = ask(flags.auth, "--auth", "Sign in with sql, windows or kerberos", "sql");
    if (!List.of("sql", "windows", "kerberos").contains(auth)) {
      throw wrong("--auth is '" + auth + "': say sql, windows or kerberos");
    }
    values.put("auth", auth);
    if (flags.strict) {
      values.put("tls.strict", "true");
    }
    flags.certificateHost.ifPresent(name -> values.put("tls.certificate.name", name));
    String key = ask(flags.encryptionKey, "--encryption-key", "Encryption key", "default");
    if (!List.of("none", "default", "custom").contains(key)) {
      throw wrong("--encryption-key is '" + key + "': say default, custom or none");
    }
    values.put("encryption.key", key);
    if (key.equals("custom")) {
      values.put(
          "encryption.certificate",
          ask(flags.certificateName, "--certificate-name", "Name of the certificate", ""));
      values.put(
          "encryption.symmetric.key",
          ask(flags.symmetricKeyName, "--symmetric-key-name", "Name of the symmetric key", ""));
    }
  }

  private void logins(ConfValueCipher cipher) {
    boolean own = !"sql".equals(values.getOrDefault("auth", "sql"));
    String user = own ? flags.user.orElse("") : ask(flags.user, "--user", "User", "");
    if (own && user.isEmpty()) {
      return; // the account that the node runs as; nothing is kept anywhere
    }
    values.put("app.user", user);
    password(DatabaseConf.APP_PASSWORD, user, flags.passwordFile, "--password-file", cipher);
    flags.ownerUser.ifPresent(
        owner -> {
          values.put("owner.user", owner);
          password(
              DatabaseConf.OWNER_PASSWORD,
              owner,
              flags.ownerPasswordFile,
              "--owner-password-file",
              cipher);
        });
  }

  private void password(
      String key, String user, Optional<Path> file, String flag, ConfValueCipher cipher) {
    if (file.isEmpty() && terminal.isEmpty()) {
      missing.add(flag);
      return;
    }
    try (Secret secret = file.map(Wanted::fromFile).orElseGet(() -> typed(user))) {
      values.put(key, cipher.seal(secret, key));
    }
  }

  private Secret typed(String user) {
    char[] typed =
        Optional.ofNullable(terminal.orElseThrow().readPassword("Password of %s: ", user))
            .orElse(new char[0]);
    try {
      return Secret.ofChars(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private static Secret fromFile(Path file) {
    byte[] bytes = new byte[0];
    try {
      bytes = Files.readAllBytes(file);
      int length = bytes.length;
      while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
        length--;
      }
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
      return Secret.ofUtf8(text);
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The password file " + file + " can't be read", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private String ask(Optional<String> known, String flag, String what, String byDefault) {
    if (known.filter(value -> !value.isBlank()).isPresent()) {
      return known.get().strip();
    }
    if (terminal.isEmpty()) {
      if (byDefault.isEmpty()) {
        missing.add(flag);
      }
      return byDefault;
    }
    String shown = byDefault.isEmpty() ? "" : " [" + byDefault + "]";
    String typed =
        Optional.ofNullable(terminal.get().readLine("%s%s: ", what, shown))
            .map(String::strip)
            .orElse("");
    if (typed.isEmpty() && byDefault.isEmpty()) {
      missing.add(flag);
    }
    return typed.isEmpty() ? byDefault : typed;
  }

  private void requireAll() {
    if (!missing.isEmpty()) {
      throw wrong("Missing: " + String.join(", ", missing) + " (--help tells what they are)");
    }
  }

  private static ToolException wrong(String why) {
    return new ToolException(ToolExit.WRONG_USAGE, why);
  }
}
