/** Wiring by hand and the program's entry. */
@NullMarked
package io.leadloop.app;

import org.jspecify.annotations.NullMarked;
