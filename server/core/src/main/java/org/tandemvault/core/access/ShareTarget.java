package org.tandemvault.core.access;

import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Id;
import org.tandemvault.core.shared.ResourceId;

/** What can be shared. A folder's shares hold for all that is in it, at any depth. */
public sealed interface ShareTarget {

  /** The id. */
  Id id();

  /** The word outside. */
  String type();

  /** A folder with all that is in it. */
  record OfFolder(FolderId id) implements ShareTarget {
    @Override
    public String type() {
      return "folder";
    }
  }

  /** A resource with its accounts. */
  record OfResource(ResourceId id) implements ShareTarget {
    @Override
    public String type() {
      return "resource";
    }
  }

  /** One account, with its resource's name and address. */
  record OfAccount(AccountId id) implements ShareTarget {
    @Override
    public String type() {
      return "account";
    }
  }
}
