package org.tandemvault.tools.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** What is refused before any database is touched; the rest is tried with two running nodes. */
class PromoteTest {
  @TempDir private Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeConf() throws IOException {
    Files.createDirectory(home.resolve("conf"));
    write("node.conf", "node.id = here\nnode.role = primary\n");
    write("server.conf", "https.port = 7272\n");
    write("database.conf", "engine = embedded\n");
    write("manage_key.conf", "key.file = /nowhere/master.key\n");
  }

  @Test
  void aPrimaryIsNotPromoted() throws IOException {
    assertThat(run("promote")).isEqualTo(3);

    assertThat(err.toString()).contains("Node here is a primary already").hasLineCount(1);
    assertThat(Files.readString(home.resolve("conf/node.conf"))).contains("node.role = primary");
  }

  @Test
  void aNodeWithoutPeersHasNobodyToRejoin() {
    assertThat(run("rejoin")).isEqualTo(78);

    assertThat(err.toString()).contains("names no peer with a database").hasLineCount(1);
  }

  @Test
  void onSqlServerItSaysWhoDoesItAndChangesNothing() throws IOException {
    write("node.conf", "node.id = here\nnode.role = standby\n");
    write(
        "database.conf",
        "engine = sqlserver\nhost = db.example\napp.user = vault\napp.password = made-up\n");

    assertThat(run()).isEqualTo(78);

    assertThat(err.toString()).contains("docs/promotion.md", "Nothing was changed").hasLineCount(1);
    assertThat(Files.readString(home.resolve("conf/node.conf"))).contains("node.role = standby");
  }

  @Test
  void whatIsNoActionIsToldWithTheWayToHelp() {
    assertThat(run("demote")).isEqualTo(2);

    assertThat(err.toString()).contains("demote", "--help").hasLineCount(1);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(home.resolve("conf").resolve(file), text);
  }

  private int run(String... more) {
    CommandLine line = Tools.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] words = new String[more.length + 3];
    words[0] = "promote";
    System.arraycopy(more, 0, words, 1, more.length);
    words[more.length + 1] = "--conf";
    words[more.length + 2] = home.resolve("conf").toString();
    return line.execute(words);
  }
}
