package org.tandemvault.conf;

import java.nio.file.Path;

/**
 * {@code manage_key.conf}: where the master key file is.
 *
 * @param keyFile outside the installation, best on a drive of its own
 * @param allowInsideInstallation true for a demo only
 */
public record ManageKeyConf(Path keyFile, boolean allowInsideInstallation) {

  /** The file's name in the configuration folder. */
  public static final String FILE = "manage_key.conf";

  static ManageKeyConf from(ConfReader in) {
    if (in.text("key.file", "").isEmpty()) {
      in.problem("key.file", "has no value", "set the path of the master key file");
    }
    ManageKeyConf conf =
        new ManageKeyConf(
            in.path("key.file").orElse(Path.of("")),
            in.yesNo("key.allow.inside.installation", false));
    in.finish();
    return conf;
  }
}
