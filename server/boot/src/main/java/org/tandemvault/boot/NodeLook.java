package org.tandemvault.boot;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ProductVersion;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.conf.look.Branding;
import org.tandemvault.conf.look.LicenceFile;
import org.tandemvault.conf.pack.UnpackedPack;
import org.tandemvault.web.ui.look.Look;

/** What the configuration folder says of look and licence, and what in it does not fit. */
final class NodeLook {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLook.class);

  private NodeLook() {}

  static Look of(VaultConf conf, String keyId) {
    Branding branding = Branding.read(conf.folder());
    branding.problems().forEach(problem -> LOG.warn("Left out of the look: {}", problem));
    List<String> notes = new ArrayList<>(branding.problems());
    UnpackedPack.of(conf).map(pack -> pack.misfits(keyId)).ifPresent(notes::addAll);
    return new Look(
        branding.title().isEmpty() ? Look.PRODUCT : branding.title(),
        branding.light(),
        branding.dark(),
        branding.logo().map(logo -> new Look.Picture(logo.mediaType(), logo.bytes())),
        new Look.About(
            ProductVersion.own(),
            LicenceFile.read(conf.folder())
                .map(file -> new Look.Licence(file.name(), file.size(), file.text()))),
        notes);
  }
}
