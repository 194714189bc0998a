package org.tandemvault.db;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.access.SharesContract;
import org.tandemvault.core.audit.AuditEventsContract;
import org.tandemvault.core.audit.AuditFixture;
import org.tandemvault.core.ha.HeartbeatFixture;
import org.tandemvault.core.ha.HeartbeatRowsContract;
import org.tandemvault.core.identity.ApiTokensContract;
import org.tandemvault.core.identity.GroupsContract;
import org.tandemvault.core.identity.IdentityFixture;
import org.tandemvault.core.identity.IdentityStore;
import org.tandemvault.core.identity.UsersContract;
import org.tandemvault.core.node.EpochStore;
import org.tandemvault.core.node.EpochStoreContract;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.TransactionsContract;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.PoliciesContract;
import org.tandemvault.core.policy.SettingsStoreContract;
import org.tandemvault.core.resource.AccountsContract;
import org.tandemvault.core.resource.FoldersContract;
import org.tandemvault.core.resource.ResourcesContract;
import org.tandemvault.core.resource.RevealContract;
import org.tandemvault.core.resource.SearchContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.ha.JdbiHeartbeatRows;
import org.tandemvault.db.identity.JdbiApiTokens;
import org.tandemvault.db.identity.JdbiGroups;
import org.tandemvault.db.identity.JdbiUsers;
import org.tandemvault.db.policy.JdbiEpochs;
import org.tandemvault.db.resource.SearchLimits;
import org.tandemvault.db.session.SettingRows;

/** Every repository's contract on SQL Server. */
class SqlServerContractsTest {
  @RegisterExtension static final SqlServerUnderTest DATABASE = new SqlServerUnderTest();

  private static VaultFixture vault() {
    DATABASE.clear();
    return JdbiFixtures.vault(DATABASE.primary(), SearchLimits.MEASURED);
  }

  private static IdentityFixture identities() {
    DATABASE.clear();
    var store = new IdentityStore(new JdbiUsers(), new JdbiGroups(), new JdbiApiTokens());
    return new IdentityFixture(DATABASE.primary(), store);
  }

  @Nested
  class Users extends UsersContract {
    @Override
    protected IdentityFixture emptyStore() {
      return identities();
    }
  }

  @Nested
  class Groups extends GroupsContract {
    @Override
    protected IdentityFixture emptyStore() {
      return identities();
    }
  }

  @Nested
  class ApiTokens extends ApiTokensContract {
    @Override
    protected IdentityFixture emptyStore() {
      return identities();
    }
  }

  @Nested
  class Policies extends PoliciesContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Settings extends SettingsStoreContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Epochs extends EpochStoreContract {
    private final Transactions transactions = vault().transactions;

    @Override
    protected EpochStore store() {
      return new JdbiEpochs();
    }

    @Override
    protected Transactions transactions() {
      return transactions;
    }
  }

  @Nested
  class Shares extends SharesContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Folders extends FoldersContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Resources extends ResourcesContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Accounts extends AccountsContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Reveal extends RevealContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class Search extends SearchContract {
    @Override
    protected VaultFixture emptyVault() {
      return vault();
    }
  }

  @Nested
  class AuditEvents extends AuditEventsContract {
    @Override
    protected AuditFixture emptyStore() {
      DATABASE.clear();
      return new AuditFixture(DATABASE.primary(), new JdbiAuditEvents());
    }
  }

  @Nested
  class HeartbeatRows extends HeartbeatRowsContract {
    @Override
    protected HeartbeatFixture emptyStore() {
      DATABASE.clear();
      return new HeartbeatFixture(DATABASE.standby(), new JdbiHeartbeatRows());
    }
  }

  @Nested
  class Gate extends TransactionsContract {
    @Override
    protected Transactions emptyPrimary() {
      DATABASE.clear();
      return DATABASE.primary();
    }

    @Override
    protected Transactions standby() {
      return DATABASE.standby();
    }

    @Override
    protected void put(WriteSession tx, String name) {
      SettingRows.put(tx, name);
    }

    @Override
    protected boolean has(ReadSession tx, String name) {
      return SettingRows.has(tx, name);
    }
  }
}
