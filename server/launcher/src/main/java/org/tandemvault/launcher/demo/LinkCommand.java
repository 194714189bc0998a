package org.tandemvault.launcher.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.launcher.ExitCode;
import org.tandemvault.launcher.StartRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cuts and heals what lies between the nodes of a running demo. */
@Command(
    name = "demo-link",
    description = "Cuts, heals or tells the link between the nodes of a running demo.",
    mixinStandardHelpOptions = true)
public final class LinkCommand implements Callable<Integer> {
  private static final int PATIENCE = 5_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The demo's folder (default: .demo beside bin).")
  private Optional<Path> data = Optional.empty();

  @Parameters(paramLabel = "cut|heal|status", description = "What to do.")
  private Order order;

  /** What can be done to the link. */
  enum Order {
    cut,
    heal,
    status
  }

  @Override
  public Integer call() {
    DemoFolder folder = DemoFolder.chosen(data);
    try (Socket socket = new Socket()) {
      LinkFile file = LinkFile.read(folder.link());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), file.orders()), PATIENCE);
      socket.setSoTimeout(PATIENCE);
      String said = file.token() + "\n" + order + "\n";
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String answer = String.valueOf(in.readLine());
      if (!answer.equals("cut") && !answer.equals("whole")) {
        throw notRunning(folder);
      }
      spec.commandLine().getOut().println("The link between the nodes is " + answer + ".");
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw notRunning(folder);
    }
  }

  private static StartRefusedException notRunning(DemoFolder folder) {
    return new StartRefusedException(
        ExitCode.UNREACHABLE,
        "No demo runs in "
            + folder.path()
            + ": start it with bin/demo.sh, or name its folder with"
            + " --data.");
  }
}
