package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/**
 * The user that PostgreSQL runs as: PostgreSQL refuses root.
 *
 * <p>An ordinary user runs it himself. Root hands it to a service user if that user can reach the
 * folders, else runs it in a user namespace where root has another number (docs/adr/0022).
 *
 * @param prefix the words in front of each command
 * @param owner who owns the files; empty when this process does
 */
record ServerUser(List<String> prefix, Optional<Account> owner) {
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final List<String> SERVICE_USERS =
      List.of("tandemvault", "postgres", "nobody", "daemon");

  /** A line of the user list. */
  record Account(String name, int uid, int gid) {}

  /** Runs commands as this process does. */
  static ServerUser self() {
    return new ServerUser(List.of(), Optional.empty());
  }

  /**
   * Chooses the user for a cluster.
   *
   * @param folder the cluster's folder, which need not exist yet, in one that exists
   * @param binaries the unpacked programs
   */
  static ServerUser forCluster(Path folder, Path binaries) {
    if (PostgresBinaries.windows()) {
      return self();
    }
    try {
      int me = uid(Files.createTempFile("tandem-vault-", ".who"));
      Optional<Integer> ownedBy =
          Files.exists(folder) ? Optional.of(numberOf(folder)) : Optional.empty();
      if (me != 0) {
        return ownUser(folder, me, ownedBy.orElse(me));
      }
      List<Account> accounts = accounts();
      if (ownedBy.isPresent() && (ownedBy.get() != 0 || holdsCluster(folder))) {
        return asBefore(folder, binaries, accounts, ownedBy.get());
      }
      return firstThatWorks(folder, binaries, accounts);
    } catch (IOException e) {
      throw new BundledPostgresException(
          Reason.FOLDER, "The rights of " + folder + " cannot be read (" + e + ").", e);
    }
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  /**
   * Hands a file or folder to this user. Never what a link leads to: the folders are this user's
   * already, who could put one there that leads to a file of root's.
   */
  void own(Path path) throws IOException {
    if (owner.isPresent()) {
      Files.setAttribute(path, "unix:gid", owner.get().gid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", owner.get().uid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static ServerUser ownUser(Path folder, int me, int ownedBy) {
    if (ownedBy != me) {
      throw new BundledPostgresException(
          Reason.FOLDER,
          "The database in "
              + folder
              + " belongs to user number "
              + ownedBy
              + ", not to "
              + me
              + " who runs this node: start the node as before, or hand the data folder over with"
              + " chown -R.");
    }
    return self();
  }

  private static ServerUser asBefore(
      Path folder, Path binaries, List<Account> accounts, int ownedBy) {
    List<ServerUser> same =
        accounts.stream()
            .flatMap(a -> ownedBy == 0 ? mapped(a).stream() : dropped(a).stream())
            .filter(user -> ownedBy == 0 || user.owner().orElseThrow().uid() == ownedBy)
            .toList();
    return same.stream()
        .filter(user -> user.reaches(folder, binaries))
        .findFirst()
        .orElseThrow(() -> noUser(folder));
  }

  private static ServerUser firstThatWorks(Path folder, Path binaries, List<Account> accounts) {
    List<Account> services =
        SERVICE_USERS.stream()
            .flatMap(name -> accounts.stream().filter(a -> a.name().equals(name)))
            .toList();
    List<ServerUser> candidates = new ArrayList<>();
    services.forEach(account -> candidates.addAll(dropped(account)));
    services.forEach(account -> candidates.addAll(mapped(account)));
    return candidates.stream()
        .filter(user -> user.reaches(folder, binaries))
        .findFirst()
        .orElseThrow(() -> noUser(folder));
  }

  private static List<ServerUser> dropped(Account account) {
    String uid = Integer.toString(account.uid());
    String gid = Integer.toString(account.gid());
    return List.of(
        new ServerUser(
            List.of("setpriv", "--reuid", uid, "--regid", gid, "--clear-groups", "--"),
            Optional.of(account)),
        new ServerUser(List.of("runuser", "-u", account.name(), "--"), Optional.of(account)));
  }

  private static List<ServerUser> mapped(Account account) {
    return List.of(
        new ServerUser(
            List.of(
                "unshare",
                "--user",
                "--map-user=" + account.uid(),
                "--map-group=" + account.gid(),
                "--"),
            Optional.empty()));
  }

  /** Tries it: whether this user can pass all folders above and run the programs. */
  private boolean reaches(Path folder, Path binaries) {
    Path above = Optional.ofNullable(folder.toAbsolutePath().getParent()).orElse(folder);
    List<String> probe =
        command(
            List.of(
                "/bin/sh",
                "-c",
                "test \"$(id -u)\" != 0 && cd \"$0\" && cd \"$1\"",
                above.toString(),
                binaries.toString()));
    return Command.run(probe, Duration.ofSeconds(20)).ok();
  }

  private static BundledPostgresException noUser(Path folder) {
    return new BundledPostgresException(
        Reason.NO_USER,
        "PostgreSQL does not run as root, and no service user can reach "
            + folder
            + ": start the node as an ordinary user, or move data.dir (conf/server.conf) to a"
            + " place that the user postgres or tandemvault can reach, such as"
            + " /var/lib/tandem-vault.");
  }

  private static boolean holdsCluster(Path folder) {
    return Files.exists(folder.resolve(Cluster.VERSIONED).resolve("PG_VERSION"));
  }

  private static List<Account> accounts() throws IOException {
    return Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1).stream()
        .map(line -> line.split(":", -1))
        .filter(field -> field.length >= 4 && field[2].matches("[1-9][0-9]*"))
        .map(f -> new Account(f[0], Integer.parseInt(f[2]), Integer.parseInt(f[3])))
        .toList();
  }

  private static int uid(Path probe) throws IOException {
    try {
      return numberOf(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static int numberOf(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
