/** Routes of sessions, one's own user, tokens, users and groups. */
package org.tandemvault.web.rest.identity;
