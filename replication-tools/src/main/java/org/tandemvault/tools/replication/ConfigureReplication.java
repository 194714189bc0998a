package org.tandemvault.tools.replication;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.SeedReport;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.replication.join.JoinTalk;
import org.tandemvault.tools.replication.join.Joining;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets up, shows, removes and copies anew the replication between two servers of one engine. */
@Command(
    name = "configure-replication",
    description = "Sets up, shows or removes replication between the databases of two nodes.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ConfigureReplication implements Callable<Integer> {
  private static final String ENGINE = "engine";

  /** In a name such as DOMAIN\\user it means itself. */
  private static final Pattern LONE_BACKSLASH = Pattern.compile("(?<!\\\\)\\\\(?!\\\\)");

  private final SqlServers sqlServers;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "setup",
      description = "${COMPLETION-CANDIDATES} (default: setup).")
  private Action action;

  @Option(names = "--dry-run", description = "Print the plan and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--engine",
      paramLabel = "E",
      description =
          "What both servers are: ${COMPLETION-CANDIDATES} (default: as --config, --conf or the"
              + " port say).")
  private Optional<Engine> engine = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Lines such as master.host = db1: the flags without -- and with a dot.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "A node's conf folder: what it says of the servers need not be said again.")
  private Optional<Path> conf = Optional.empty();

  @Option(
      names = "--direction",
      defaultValue = "to_standby",
      description = "What reseed copies anew: ${COMPLETION-CANDIDATES}.")
  private Way direction;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "card: the file to write.")
  private Optional<Path> cardFile = Optional.empty();

  @Option(
      names = "--peer",
      paramLabel = "CARD",
      description = "setup of bundled databases: the other node's card.")
  private Optional<Path> peer = Optional.empty();

  @Option(names = "--yes", description = "The card's fingerprint was compared: do not ask.")
  private boolean yes;

  /** What to do. */
  enum Action {
    setup,
    status,
    remove,
    reseed,
    upgrade,
    card
  }

  /** Which rows to copy anew. */
  enum Way {
    to_standby,
    to_primary
  }

  private ConfigureReplication(SqlServers sqlServers) {
    this.sqlServers = sqlServers;
  }

  /** The command with all its flags. */
  public static CommandLine commandLine() {
    return commandLine(SqlServers.byTheDriver());
  }

  static CommandLine commandLine(SqlServers sqlServers) {
    CommandLine line = new CommandLine(new ConfigureReplication(sqlServers));
    for (Side side : Side.values()) {
      for (Setting setting : Setting.values()) {
        line.getCommandSpec()
            .addOption(
                OptionSpec.builder(setting.flag(side))
                    .type(String.class)
                    .arity(setting == Setting.TLS_STRICT ? "0..1" : "1")
                    .fallbackValue("true")
                    .paramLabel("X")
                    .description(setting.what() + ".")
                    .build());
      }
    }
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (action == Action.card || peer.isPresent() || isBesideBundled()) {
      return join(new Joining(VaultConf.load(besideNode()), talk())).code();
    }
    Properties file = config.map(ConfigureReplication::read).orElseGet(Properties::new);
    NodeDefaults defaults = conf.map(NodeDefaults::of).orElseGet(this::beside);
    Answers answers =
        new Answers(
            List.of(
                this::flag,
                (side, setting) -> Optional.ofNullable(file.getProperty(setting.key(side))),
                defaults::find),
            Optional.ofNullable(System.console()));
    boolean connects = action != Action.status && action != Action.remove;
    try (ServerPair servers =
        engine(file, defaults, answers) == Engine.sqlserver
            ? SqlServerPair.of(answers, sqlServers)
            : PostgreSqlPair.of(answers, connects)) {
      return run(servers).code();
    }
  }

  private JoinTalk talk() {
    return new JoinTalk(spec.commandLine().getOut(), dryRun, yes);
  }

  private ToolExit join(Joining joining) throws InterruptedException {
    return switch (action) {
      case card ->
          joining.writeCard(
              cardFile.orElseThrow(
                  () ->
                      new ToolException(
                          ToolExit.WRONG_USAGE,
                          "Missing: the file to write (ConfigureReplication.sh card FILE)")));
      case setup, upgrade -> joining.setUp(peer);
      case status -> joining.status();
      case remove -> joining.remove();
      case reseed -> joining.reseed();
    };
  }

  /** Whether nothing was said of any server, and the node has a bundled database. */
  private boolean isBesideBundled() {
    boolean silent =
        config.isEmpty()
            && engine.isEmpty()
            && Arrays.stream(Side.values())
                .flatMap(side -> Arrays.stream(Setting.values()).map(s -> flag(side, s)))
                .allMatch(Optional::isEmpty);
    return silent
        && Files.exists(besideNode().resolve(NodeConf.FILE))
        && Joining.fits(VaultConf.load(besideNode()));
  }

  private Path besideNode() {
    return conf.orElseGet(() -> Path.of(System.getProperty("tandem.home", ""), "conf"));
  }

  /** The node that this runs beside counts where it works with SQL Server, and so this is about. */
  private NodeDefaults beside() {
    boolean other = engine.filter(Engine.postgresql::equals).isPresent();
    return other
        ? NodeDefaults.none()
        : PackFile.folder(Optional.empty())
            .map(NodeDefaults::ofSqlServerNode)
            .orElseGet(NodeDefaults::none);
  }

  private Engine engine(Properties file, NodeDefaults defaults, Answers answers) {
    return engine
        .or(() -> Optional.ofNullable(file.getProperty(ENGINE)).map(String::strip).map(Engine::of))
        .or(defaults::engine)
        .orElseGet(answers::engine);
  }

  private ToolExit run(ServerPair servers) throws InterruptedException {
    ReplicationAdmin replication = servers.replication();
    if (dryRun && action != Action.status) {
      return showPlan(replication);
    }
    boolean complete = true;
    switch (action) {
      case setup -> {
        setUp(replication);
        packFor(servers);
      }
      case remove -> complete = remove(replication);
      case reseed -> reseed(replication);
      case upgrade -> {
        say(replication.planUpgrade().text());
        replication.upgrade(new SpokenProgress(this::say));
      }
      case status, card -> {}
    }
    ToolExit told = tellStatuses(servers);
    return complete ? told : ToolExit.UNREACHABLE;
  }

  private void setUp(ReplicationAdmin replication) {
    ReplicationPlan plan = replication.plan();
    say(plan.text());
    if (plan.isDone()) {
      say("All of it is there already: nothing was changed.");
    } else {
      replication.apply(new SpokenProgress(this::say));
    }
  }

  /** What the standby's pack will need, where this runs beside a node. */
  private void packFor(ServerPair servers) {
    PackFile.folder(conf)
        .map(folder -> PackFile.write(folder, servers))
        .ifPresent(file -> say("For bin/ha-pack.sh: " + file + " (nothing in it is secret)"));
  }

  /** Whether both servers were cleaned. */
  private boolean remove(ReplicationAdmin replication) {
    ReplicationPlan plan = replication.planRemoval();
    say(plan.text());
    if (plan.isDone()) {
      say("Nothing of it is there: nothing was changed.");
      return true;
    }
    ReplicationPlan left = replication.remove(new SpokenProgress(this::say));
    complain(left);
    return left.blocked().isEmpty();
  }

  private void reseed(ReplicationAdmin replication) {
    SeedReport report = replication.reseed(direction(), new SpokenProgress(this::say));
    say(report.rows() + " rows came over; " + report.changed() + " were missing or otherwise.");
  }

  private Direction direction() {
    return direction == Way.to_standby ? Direction.TO_STANDBY : Direction.TO_PRIMARY;
  }

  private ToolExit showPlan(ReplicationAdmin replication) {
    if (action == Action.reseed) {
      boolean there = direction == Way.to_standby;
      say(
          "[to do  ] The rows of the "
              + (there ? "primary" : "standby")
              + " that travel to the "
              + (there ? "standby" : "primary")
              + " are copied anew, while people read the old ones");
      return ToolExit.DONE;
    }
    ReplicationPlan plan =
        switch (action) {
          case remove -> replication.planRemoval();
          case upgrade -> replication.planUpgrade();
          case setup, status, reseed, card -> replication.plan();
        };
    say(plan.text());
    complain(plan);
    if (plan.lacksRight()) {
      return ToolExit.REFUSED;
    }
    return plan.blocked().isEmpty() ? ToolExit.DONE : ToolExit.CONFIGURATION;
  }

  private void complain(ReplicationPlan plan) {
    if (!plan.blocked().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(plan.obstacles());
      err.flush();
    }
  }

  /** The last two lines are these, whatever was done. */
  private ToolExit tellStatuses(ServerPair servers) throws InterruptedException {
    Statuses.Told told = new Statuses(servers).read();
    told.problems().forEach(this::say);
    say("High Availability Status: " + told.highAvailability());
    say("Replication Status: " + told.replication());
    boolean good =
        told.highAvailability().equals(Statuses.ALIVE) && told.replication().equals(Statuses.ALIVE);
    return action == Action.status && !good ? ToolExit.VERIFICATION_FAILED : ToolExit.DONE;
  }

  private Optional<String> flag(Side side, Setting setting) {
    OptionSpec option = spec.findOption(setting.flag(side));
    String value = option.getValue();
    return Optional.ofNullable(value);
  }

  private static Properties read(Path file) {
    Properties all = new Properties();
    try (Reader in =
        new StringReader(LONE_BACKSLASH.matcher(Files.readString(file)).replaceAll("$0$0"))) {
      all.load(in);
    } catch (IOException e) {
      throw new ToolException(ToolExit.CONFIGURATION, "The file " + file + " can't be read", e);
    }
    List<String> known =
        Stream.concat(
                Stream.of(ENGINE),
                Arrays.stream(Side.values())
                    .flatMap(side -> Arrays.stream(Setting.values()).map(s -> s.key(side))))
            .toList();
    all.stringPropertyNames().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new ToolException(
                  ToolExit.CONFIGURATION,
                  file + " " + key + ": is no key of this file -> known are " + known);
            });
    return all;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
