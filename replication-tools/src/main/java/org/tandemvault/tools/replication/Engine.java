package org.tandemvault.tools.replication;

import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** What both servers are; the words are those of {@code --engine}. */
enum Engine {
  postgresql("5432"),
  sqlserver("1433");

  private final String usualPort;

  Engine(String usualPort) {
    this.usualPort = usualPort;
  }

  String usualPort() {
    return usualPort;
  }

  /** The engine whose servers usually listen there. */
  static Optional<Engine> ofPort(String port) {
    for (Engine engine : values()) {
      if (engine.usualPort.equals(port)) {
        return Optional.of(engine);
      }
    }
    return Optional.empty();
  }

  static Engine of(DatabaseConf.Engine conf) {
    return conf == DatabaseConf.Engine.SQLSERVER ? sqlserver : postgresql;
  }

  static Engine of(String word) {
    for (Engine engine : values()) {
      if (engine.name().equals(word)) {
        return engine;
      }
    }
    throw new ToolException(
        ToolExit.WRONG_USAGE, "The engine '" + word + "' is not known: postgresql or sqlserver");
  }
}
