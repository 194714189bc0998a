package org.tandemvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.conf.VaultConf;

/**
 * The hardened unit of one node.
 *
 * @param folder where units are
 */
record Systemd(Path folder) {
  private static final String MARK = "# Written by the installer of Tandem Vault";

  /** Whether systemd runs this machine. */
  static boolean runs() {
    return Files.isDirectory(Path.of("/run/systemd/system"));
  }

  Path unit(String node) {
    return folder.resolve("tandem-vault-" + node + ".service");
  }

  /** Writes the unit and, where systemd runs, lets the machine start it. */
  Path write(VaultConf conf, String user) throws IOException {
    Path unit = unit(conf.node().id());
    if (Files.exists(unit) && !Files.readString(unit).startsWith(MARK)) {
      throw SetupException.configuration(
          "The unit " + unit + " is not the installer's: move it away, or use --service none.");
    }
    Files.createDirectories(folder);
    Files.writeString(unit, text(conf, user));
    Tree.rights(unit, "rw-r--r--");
    if (isLive()) {
      Commands.require("systemd does not read its units", List.of("systemctl", "daemon-reload"));
      Commands.require(
          "systemd does not enable the unit " + unit,
          List.of("systemctl", "enable", "--quiet", unit.getFileName().toString()));
    }
    return unit;
  }

  /** Ends the node, where it is systemd that runs it. */
  void stop(Path unit) {
    if (isLive() && Files.exists(unit)) {
      Commands.run(List.of("systemctl", "stop", unit.getFileName().toString()));
    }
  }

  /** Removes the unit, if the installer wrote it. */
  void remove(Path unit) throws IOException {
    if (!Files.exists(unit) || !Files.readString(unit).startsWith(MARK)) {
      return;
    }
    if (isLive()) {
      Commands.run(List.of("systemctl", "disable", "--quiet", unit.getFileName().toString()));
    }
    Files.delete(unit);
    if (isLive()) {
      Commands.run(List.of("systemctl", "daemon-reload"));
    }
  }

  /** A unit in another folder is for somebody else's machine. */
  private boolean isLive() {
    return runs() && folder.equals(Path.of("/etc/systemd/system"));
  }

  private static String text(VaultConf conf, String user) {
    Path home = conf.home();
    boolean lowPort = conf.server().https().port() < 1024;
    return MARK
        + "; systemctl edit changes it without losing it.\n"
        + """
        [Unit]
        Description=Tandem Vault, node %1$s
        Documentation=%9$s
        Wants=network-online.target
        After=network-online.target
        RequiresMountsFor="%2$s"

        [Service]
        Type=exec
        User=%3$s
        Environment="JAVA_HOME=%4$s"
        WorkingDirectory=%2$s
        ExecStart="%2$s/bin/start.sh" --foreground
        KillMode=mixed
        TimeoutStopSec=150
        Restart=always
        RestartSec=5
        # wrong configuration does not mend itself
        RestartPreventExitStatus=2 78
        UMask=0077
        LimitNOFILE=65536

        NoNewPrivileges=yes
        ProtectSystem=strict
        ReadWritePaths=%5$s
        ProtectHome=%6$s
        PrivateTmp=yes
        PrivateDevices=yes
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectKernelLogs=yes
        ProtectControlGroups=yes
        ProtectClock=yes
        ProtectHostname=yes
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        SystemCallArchitectures=native
        CapabilityBoundingSet=%7$s
        %8$s
        [Install]
        WantedBy=multi-user.target
        """
            .formatted(
                conf.node().id(),
                home,
                user,
                System.getProperty("java.home"),
                writable(conf).stream().map(Systemd::quoted).collect(Collectors.joining(" "))
                    + " "
                    + quoted("-" + conf.server().backup().folder()), // it need not be mounted
                belowAHome(conf) ? "no" : "yes",
                lowPort ? "CAP_NET_BIND_SERVICE" : "",
                lowPort ? "AmbientCapabilities=CAP_NET_BIND_SERVICE\n" : "",
                home.resolve("docs/install.md").toUri().toASCIIString().replace("%", "%%"));
  }

  private static Set<Path> writable(VaultConf conf) {
    var folders = conf.server().folders();
    return new LinkedHashSet<>(List.of(conf.folder(), folders.data(), folders.log()));
  }

  private static boolean belowAHome(VaultConf conf) {
    Set<Path> used = new LinkedHashSet<>(writable(conf));
    used.add(conf.manageKey().keyFile());
    used.add(Path.of(System.getProperty("java.home")));
    return used.stream()
        .anyMatch(
            path ->
                path.startsWith("/home")
                    || path.startsWith("/root")
                    || path.startsWith("/run/user"));
  }

  private static String quoted(Object path) {
    return path.toString().contains(" ") ? "\"" + path + "\"" : path.toString();
  }
}
