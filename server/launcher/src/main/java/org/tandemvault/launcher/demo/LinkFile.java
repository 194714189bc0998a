package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.tandemvault.crypto.OwnerOnlyFile;

/**
 * {@code link.properties}: where the link between the demo's nodes listens.
 *
 * @param routes its ports that lead to the primary's database, the standby's database, the
 *     primary's heartbeat and the standby's heartbeat
 * @param orders where it takes orders
 * @param token whoever gives orders must know it
 */
record LinkFile(List<Integer> routes, int orders, String token) {
  static final int ROUTES = 4;

  /** The port that leads to that node's database. */
  int databaseOf(DemoNode node) {
    return routes.get(node == DemoNode.primary ? 0 : 1);
  }

  /** The port that leads to that node's heartbeat. */
  int heartbeatOf(DemoNode node) {
    return routes.get(node == DemoNode.primary ? 2 : 3);
  }

  static LinkFile readOrNew(Path file) throws IOException {
    if (Files.exists(file)) {
      return read(file);
    }
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new LinkFile(Collections.nCopies(ROUTES, 0), 0, token);
  }

  static LinkFile read(Path file) throws IOException {
    Properties all = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      all.load(in);
    }
    List<Integer> routes =
        Arrays.stream(all.getProperty("routes", "").split(",", -1)).map(Integer::valueOf).toList();
    return new LinkFile(
        routes, Integer.parseInt(all.getProperty("orders", "0")), all.getProperty("token", ""));
  }

  void write(Path file) throws IOException {
    String text =
        "routes=%s%norders=%d%ntoken=%s%n"
            .formatted(
                routes.stream().map(String::valueOf).collect(Collectors.joining(",")),
                orders,
                token);
    OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
