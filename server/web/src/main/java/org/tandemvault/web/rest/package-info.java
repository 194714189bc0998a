/**
 * The REST API under /api/v1: what all routes share (ids, pages, versions) and the application.
 *
 * <p>Each feature's routes are in a package of their own; they call core's use cases and nothing
 * else.
 */
package org.tandemvault.web.rest;
