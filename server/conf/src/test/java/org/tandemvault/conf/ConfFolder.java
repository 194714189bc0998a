package org.tandemvault.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration folder in a temporary place, correct until a test writes another file. */
final class ConfFolder {
  private final Path conf;

  ConfFolder(Path home) throws IOException {
    this.conf = Files.createDirectories(home.resolve("conf"));
    write("server.conf", "https.port = 7272\n");
    write("database.conf", "engine = embedded\n");
    write("node.conf", "node.id = primary\n");
    write("manage_key.conf", "key.file = ../outside/master.key\n");
  }

  ConfFolder write(String name, String text) throws IOException {
    Files.writeString(conf.resolve(name), text);
    return this;
  }

  Path path() {
    return conf;
  }

  Path file(String name) {
    return conf.resolve(name);
  }

  VaultConf load() {
    return VaultConf.load(conf);
  }
}
