package org.tandemvault.web.ui.part;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.tandemvault.core.identity.Role;

/**
 * The roles, any of which opens this page. Pages without it are open to all who signed in. The use
 * cases check again by themselves; this keeps people from pages that would only refuse them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OpenTo {
  /** Any of them suffices. */
  Role[] value();
}
