package org.tandemvault.conf.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.ServerConf;

/** The settings that must be equal on all nodes; each is {@code file/key}. */
final class SharedSettings {
  private static final Map<String, List<String>> KEYS =
      Map.of(
          ServerConf.FILE,
          List.of(
              "session.idle",
              "session.absolute",
              "audit.syslog.host",
              "audit.syslog.port",
              "audit.syslog.tls",
              "argon2.memory.kib",
              "argon2.iterations",
              "argon2.parallelism"),
          DatabaseConf.FILE,
          List.of("encryption.key", "encryption.certificate", "encryption.symmetric.key"),
          ReplicationConf.FILE,
          List.of(
              "heartbeat.interval",
              "heartbeat.failed.after",
              "heartbeat.alive.after",
              "mail.smtp.host",
              "mail.smtp.port",
              "mail.smtp.security",
              "mail.smtp.user",
              "mail.from",
              "mail.to",
              "webhook.url",
              "drill.every"));

  /** Handed over only in their sealed form, which the same master key opens. */
  private static final List<String> SEALED = List.of("mail.smtp.password", "webhook.token");

  private SharedSettings() {}

  /** What a configuration folder sets. */
  static Map<String, String> of(Path conf) {
    Map<String, String> found = new TreeMap<>();
    KEYS.forEach(
        (name, keys) -> {
          Optional<ConfFile> file = file(conf, name);
          for (String key : keys) {
            file.flatMap(f -> f.value(key)).ifPresent(v -> found.put(name + "/" + key, v));
          }
        });
    for (String key : SEALED) {
      file(conf, ReplicationConf.FILE)
          .flatMap(f -> f.value(key))
          .filter(value -> value.startsWith("enc:v1:"))
          .ifPresent(value -> found.put(ReplicationConf.FILE + "/" + key, value));
    }
    return found;
  }

  static Optional<ConfFile> file(Path conf, String name) {
    Path file = conf.resolve(name);
    return Files.exists(file) ? Optional.of(ConfFile.read(file)) : Optional.empty();
  }
}
