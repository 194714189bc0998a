/** Routes of the audit trail. */
package org.tandemvault.web.rest.audit;
