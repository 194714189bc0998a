package org.tandemvault.web.ui.vault;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.resource.AccountCatalogue;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.resource.ResourceCatalogue;
import org.tandemvault.core.resource.Reveals;

/** The use cases around resources. */
@Dependent
public record Catalogue(
    ResourceCatalogue resources,
    AccountCatalogue accounts,
    FolderAdministration folders,
    Reveals reveals,
    SettingsAdministration settings) {

  @Inject
  public Catalogue {}
}
