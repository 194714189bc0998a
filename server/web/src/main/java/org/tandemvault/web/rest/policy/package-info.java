/** Routes of policies, settings and generated passwords. */
package org.tandemvault.web.rest.policy;
