/** Tells people when the state of a connection changes: once when it begins, once when it ends. */
@NullMarked
package io.leadloop.alert;

import org.jspecify.annotations.NullMarked;
