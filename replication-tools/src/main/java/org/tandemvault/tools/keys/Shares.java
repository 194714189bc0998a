package org.tandemvault.tools.keys;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.RecoveryShareException;
import org.tandemvault.crypto.RecoveryShares;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the master key in shares, once, after that is on record. */
@Command(
    name = "shares",
    description = "Prints recovery shares of the master key, some of which give it back.",
    mixinStandardHelpOptions = true)
final class Shares implements Callable<Integer> {
  private final RotateKey parent;

  @Spec private CommandSpec spec;

  @Option(names = "--count", required = true, description = "How many shares, 2 to 16.")
  private int count;

  @Option(names = "--needed", required = true, description = "How many of them give the key.")
  private int needed;

  @Option(names = "--to-pipe", description = "Print them though the output is no terminal.")
  private boolean toPipe;

  Shares(RotateKey parent) {
    this.parent = parent;
  }

  @Override
  public Integer call() {
    VaultConf conf = parent.load();
    if (System.console() == null && !toPipe) {
      throw new ToolException(
          ToolExit.REFUSED,
          "Shares are shown on a terminal only, so that they lie in no file. Say --to-pipe if a"
              + " program is to take them, e.g. a printer's.");
    }
    try (MasterKey master = RotateKey.read(conf.manageKey().keyFile(), conf)) {
      List<Secret> shares = split(master);
      try {
        putOnRecord(conf, master);
        print(master, shares);
      } finally {
        shares.forEach(Secret::close);
      }
    }
    return ToolExit.DONE.code();
  }

  private List<Secret> split(MasterKey master) {
    try {
      return RecoveryShares.split(master, count, needed, RotateKey.random());
    } catch (RecoveryShareException wrong) {
      throw new ToolException(ToolExit.WRONG_USAGE, wrong.getMessage(), wrong);
    }
  }

  private void putOnRecord(VaultConf conf, MasterKey master) {
    NodeDesk desk = new NodeDesk(conf, List.of(master), line -> {});
    desk.orders()
        .order()
        .filter(begun -> begun.kind() != KeyOrder.Kind.SHARES)
        .ifPresent(begun -> Orders.requireKind(begun, KeyOrder.Kind.SHARES));
    String what = count + ", of which " + needed + " give it back";
    var end = desk.carryOut(Orders.make(KeyOrder.Kind.SHARES, what, master.keyId(), ""));
    desk.orders().remove();
    Orders.requireDone(end);
  }

  private void print(MasterKey master, List<Secret> shares) {
    PrintWriter out = spec.commandLine().getOut();
    for (Secret share : shares) {
      char[] line = share.copyChars();
      out.println(line);
      Arrays.fill(line, '\0');
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "Any "
            + needed
            + " of these "
            + count
            + " shares give master key "
            + master.keyId()
            + " back: bin/RotateKey.sh restore-key --out FILE");
    err.println("They are shown this once. Write each down, give it to another person, clear the");
    err.println("screen. A rekey makes them worthless: print new ones then.");
    err.flush();
  }
}
