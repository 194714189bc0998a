package org.tandemvault.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts for Windows say and call the same as those for other systems. */
class WindowsScriptsTest {
  private static final Path BIN = Path.of("..", "bin");

  @ParameterizedTest
  @ValueSource(strings = {"ChangeDB", "ConfigureReplication", "importCert"})
  void bothScriptsOfAToolTellTheSameAndRunTheSame(String name) throws IOException {
    List<String> unix = Files.readAllLines(BIN.resolve(name + ".sh"));
    List<String> windows = Files.readAllLines(BIN.resolve(name + ".bat"));

    assertThat(helpOfWindows(windows)).isEqualTo(helpOfUnix(unix));
    assertThat(tool(windows, "common.bat\" tool ")).isEqualTo(tool(unix, "run_tool "));
    assertThat(windows).hasSizeLessThanOrEqualTo(40);
  }

  private static List<String> helpOfUnix(List<String> lines) {
    int from = lines.indexOf("help_if_asked \"$@\" <<'HELP'");
    return lines.subList(from + 1, lines.indexOf("HELP")).stream()
        .map(line -> line.replace(".sh", ""))
        .toList();
  }

  private static List<String> helpOfWindows(List<String> lines) {
    int from = lines.indexOf(":help");
    return lines.subList(from + 1, lines.size() - 1).stream()
        .map(line -> line.equals("echo.") ? "" : line.substring("echo ".length()))
        .map(line -> line.replace("^|", "|").replace("^<", "<").replace("^>", ">"))
        .map(line -> line.replace(".bat", "").replace(".sh", ""))
        .toList();
  }

  /** The word behind a call. */
  private static String tool(List<String> lines, String call) {
    String line = lines.stream().filter(each -> each.contains(call)).findFirst().orElseThrow();
    return line.substring(line.indexOf(call) + call.length()).split(" ")[0];
  }
}
