/** Routes of folders, resources, accounts, passwords, import and export. */
package org.tandemvault.web.rest.resource;
