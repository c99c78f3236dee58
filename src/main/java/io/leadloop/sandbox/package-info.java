/**
 * What both local vendors share: a settable clock, a small HTTP port on loopback, a router, the log
 * of calls and the control paths under {@code /_sandbox/}.
 */
@NullMarked
package io.leadloop.sandbox;

import org.jspecify.annotations.NullMarked;
