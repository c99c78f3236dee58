/** The commands. */
@NullMarked
package io.leadloop.cli;

import org.jspecify.annotations.NullMarked;
