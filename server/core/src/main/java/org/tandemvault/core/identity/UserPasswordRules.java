package org.tandemvault.core.identity;

import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.tandemvault.crypto.Secret;

/**
 * What a user's own password must fulfil beside what always holds.
 *
 * @param minLength fewest characters (code points), as set now
 * @param strength 0 (guessed at once) to 4 (out of reach)
 */
public record UserPasswordRules(IntSupplier minLength, ToIntFunction<Secret> strength) {}
