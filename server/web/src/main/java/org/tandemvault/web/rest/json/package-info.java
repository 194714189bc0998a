/** JSON in and out: strict reading, exact writing, secrets kept out of strings. */
package org.tandemvault.web.rest.json;
