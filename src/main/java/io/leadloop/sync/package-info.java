/** The loop: sweep, read, plan, apply, record; and the port through which it sees both vendors. */
@NullMarked
package io.leadloop.sync;

import org.jspecify.annotations.NullMarked;
