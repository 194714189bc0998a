/**
 * The audit trail: who did what when, and the proof that nothing is missing.
 *
 * <p>Imports core, part and session.
 */
package org.tandemvault.web.ui.audit;
