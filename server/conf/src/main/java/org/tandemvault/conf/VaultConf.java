package org.tandemvault.conf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;

/**
 * The whole configuration of one node.
 *
 * @param folder the folder the files are in; relative paths in the files start at its parent, the
 *     node's own folder
 */
public record VaultConf(
    Path folder,
    ServerConf server,
    DatabaseConf database,
    NodeConf node,
    ManageKeyConf manageKey,
    ReplicationConf replication) {

  /** The secret values of each file. */
  private static final Map<String, List<String>> SECRETS =
      Map.of(
          ServerConf.FILE, List.of(ServerConf.KEYSTORE_PASSWORD),
          DatabaseConf.FILE, List.of(DatabaseConf.APP_PASSWORD, DatabaseConf.OWNER_PASSWORD),
          ReplicationConf.FILE,
              List.of(
                  ReplicationConf.HEARTBEAT_PASSWORD,
                  AlarmConf.MAIL_PASSWORD,
                  AlarmConf.WEBHOOK_TOKEN));

  /**
   * Reads and checks all files of the folder.
   *
   * @throws ConfException with every problem of every file
   */
  public static VaultConf load(Path folder) {
    Path conf = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(conf)) {
      throw new ConfException(
          List.of(
              new ConfProblem(
                  conf, 0, "", "no such folder", "name a configuration folder with --conf DIR")));
    }
    ConfProblems problems = new ConfProblems();
    Optional<ServerConf> server = reader(conf, ServerConf.FILE, problems).map(ServerConf::from);
    ServerConf.Folders folders =
        server
            .map(ServerConf::folders)
            .orElseGet(() -> new ServerConf.Folders(home(conf), home(conf)));
    Optional<DatabaseConf> database =
        reader(conf, DatabaseConf.FILE, problems).map(in -> DatabaseConf.from(in, folders));
    Optional<NodeConf> node = reader(conf, NodeConf.FILE, problems).map(NodeConf::from);
    Optional<ManageKeyConf> key =
        reader(conf, ManageKeyConf.FILE, problems).map(ManageKeyConf::from);
    ReplicationConf replication = ReplicationConf.from(replicationReader(conf, problems));
    node.ifPresent(own -> replication.requireOthers(own.id(), conf, problems));
    problems.throwIfAny();
    return new VaultConf(
        conf,
        server.orElseThrow(),
        database.orElseThrow(),
        node.orElseThrow(),
        key.orElseThrow(),
        replication);
  }

  /** The node's own folder: the one that holds the configuration folder. */
  public Path home() {
    return home(folder);
  }

  /**
   * Seals what somebody typed as plain text and answers the configuration as it is then in the
   * files.
   */
  public VaultConf sealed(ConfValueCipher cipher) {
    boolean changed = false;
    for (Map.Entry<String, List<String>> file : SECRETS.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (Files.exists(path)) { // the file of a node that stands alone may be missing
        ConfFile before = ConfFile.read(path);
        ConfFile after = sealed(before, cipher);
        if (after != before) {
          after.save();
          changed = true;
        }
      }
    }
    return changed ? load(folder) : this;
  }

  /** Writes one secret, sealed, into one of the files and answers the configuration with it. */
  public VaultConf with(String file, String key, Secret secret, ConfValueCipher cipher) {
    ConfFile.read(folder.resolve(file)).with(key, cipher.seal(secret, key)).save();
    return load(folder);
  }

  /** The same file with its secrets sealed, for a copy that is kept elsewhere; not written. */
  public static ConfFile sealed(ConfFile file, ConfValueCipher cipher) {
    ConfFile sealed = file;
    for (String key : SECRETS.getOrDefault(file.path().getFileName().toString(), List.of())) {
      SealedValue value = new SealedValue(key, file.value(key).orElse(""));
      if (!value.isAbsent() && !value.isSealed()) {
        try (Secret plain = value.open(cipher)) {
          sealed = sealed.with(key, cipher.seal(plain, key));
        }
      }
    }
    return sealed;
  }

  private static Optional<ConfReader> reader(Path conf, String name, ConfProblems problems) {
    try {
      ConfFile file = ConfFile.read(conf.resolve(name));
      return Optional.of(new ConfReader(file, home(conf), problems));
    } catch (ConfException e) {
      e.problems().forEach(problems::add);
      return Optional.empty();
    }
  }

  private static ConfReader replicationReader(Path conf, ConfProblems problems) {
    Path file = conf.resolve(ReplicationConf.FILE);
    return Files.exists(file)
        ? reader(conf, ReplicationConf.FILE, problems).orElseGet(() -> nothing(conf, problems))
        : nothing(conf, problems);
  }

  private static ConfReader nothing(Path conf, ConfProblems problems) {
    return new ConfReader(ConfFile.empty(conf.resolve(ReplicationConf.FILE)), home(conf), problems);
  }

  private static Path home(Path conf) {
    return Optional.ofNullable(conf.getParent()).orElse(conf);
  }
}
