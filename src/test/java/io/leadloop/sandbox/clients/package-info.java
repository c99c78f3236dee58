/** Runs the suites that drive the sandbox with clients of the vendors' APIs that others wrote. */
@NullMarked
package io.leadloop.sandbox.clients;

import org.jspecify.annotations.NullMarked;
