package org.tandemvault.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends everything the process logs or prints to the node's log file. What a person at the console
 * must read goes to {@link #tell}.
 *
 * <p>Payara Micro sets logging up anew while it starts, with a console handler. The handler writes
 * to the process's error stream, which by then leads to the file.
 */
final class NodeLog {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLog.class);
  private static final long MOST_BYTES = 10L * 1024 * 1024;
  private static final int KEPT = 5;

  private static final String SETTINGS =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level = ALL
      java.util.logging.ConsoleHandler.formatter = org.tandemvault.launcher.OneLineFormatter
      .level = INFO
      PayaraMicro.level = WARNING
      fish.payara.level = WARNING
      com.sun.enterprise.level = WARNING
      javax.enterprise.level = WARNING
      jakarta.enterprise.level = WARNING
      jakarta.enterprise.system.ssl.security.level = SEVERE
      jakarta.enterprise.system.security.ssl.level = SEVERE
      javax.enterprise.system.ssl.security.level = SEVERE
      org.glassfish.level = WARNING
      org.glassfish.jersey.internal.inject.Providers.level = SEVERE
      io.opentelemetry.level = WARNING
      org.hibernate.validator.level = WARNING
      com.hazelcast.level = WARNING
      liquibase.level = WARNING
      com.zaxxer.hikari.level = WARNING
      """;

  private final PrintStream console;
  private final PrintStream file;

  private NodeLog(PrintStream console, PrintStream file) {
    this.console = console;
    this.file = file;
  }

  /** Takes the process's streams over. */
  static NodeLog open(NodeFiles files) {
    try {
      PrintStream console = System.out;
      PrintStream file =
          new PrintStream(
              new RotatingFile(files.nodeLog(), MOST_BYTES, KEPT), true, StandardCharsets.UTF_8);
      System.setOut(file);
      System.setErr(file);
      LogManager.getLogManager()
          .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.UTF_8)));
      return new NodeLog(console, file);
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION, "The log " + files.nodeLog() + " cannot be written: " + e, e);
    }
  }

  /** Says a line to a person at the console, and keeps it in the file. */
  void tell(String line) {
    console.println(line);
    LOG.info(line);
  }

  /** The same settings as a file, for Payara Micro. */
  Path writeSettings(Path folder) {
    try {
      return Files.writeString(folder.resolve("logging.properties"), SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Payara Micro replaces the streams; this takes them back. */
  void takeStreamsBack() {
    System.setOut(file);
    System.setErr(file);
  }
}
