/**
 * What an organisation puts on the pages: its name, logo, colours ({@code conf/branding}) and the
 * text of its licence file ({@code conf/license.*}). Uses the JDK alone.
 */
package org.tandemvault.conf.look;
