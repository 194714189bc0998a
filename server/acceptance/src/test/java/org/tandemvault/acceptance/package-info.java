/** Rules on the whole code, and tests of a real running node with its real database. */
package org.tandemvault.acceptance;
