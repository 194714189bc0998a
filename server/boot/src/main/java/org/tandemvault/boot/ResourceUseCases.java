package org.tandemvault.boot;

import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.resource.AccountCatalogue;
import org.tandemvault.core.resource.AccountSeals;
import org.tandemvault.core.resource.CsvExport;
import org.tandemvault.core.resource.CsvImport;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.resource.ResourceCatalogue;
import org.tandemvault.core.resource.ResourceStore;
import org.tandemvault.core.resource.Reveals;
import org.tandemvault.core.resource.ServedFrom;
import org.tandemvault.core.shared.Stamps;

/** What people do with what is kept. */
record ResourceUseCases(
    FolderAdministration folders,
    ResourceCatalogue resources,
    AccountCatalogue accounts,
    Reveals reveals,
    CsvImport csvImport,
    CsvExport csvExport,
    Sharing sharing,
    PolicyAdministration policies,
    SettingsAdministration settings,
    PasswordGenerator generator,
    PasswordStrength strength) {

  static ResourceUseCases of(
      ServedFrom here, Storage storage, AuditedTransactions work, IdentityUseCases.Parts parts) {
    var store =
        new ResourceStore(
            storage.folders(),
            storage.resources(),
            storage.accounts(),
            storage.shares(),
            storage.policies());
    Stamps stamps = parts.stamps();
    var seals = new AccountSeals(parts.keys().cipher());
    var generator = new PasswordGenerator(parts.keys().random());
    return new ResourceUseCases(
        new FolderAdministration(work, store, stamps.ids()),
        new ResourceCatalogue(work, store, stamps),
        new AccountCatalogue(work, store, seals, generator, stamps),
        new Reveals(work, storage.accounts(), seals, parts.settings(), here),
        new CsvImport(work, store, seals, stamps),
        new CsvExport(work, store, seals, parts.settings()),
        new Sharing(work, storage.shares(), storage.users(), storage.groups()),
        new PolicyAdministration(work, storage.policies(), stamps.ids()),
        new SettingsAdministration(work, storage.settings(), storage.users(), parts.settings()),
        generator,
        new PasswordStrength());
  }
}
