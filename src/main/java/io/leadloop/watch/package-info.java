/**
 * What a monitoring system asks: whether the process lives, whether it is ready, and its numbers.
 */
@NullMarked
package io.leadloop.watch;

import org.jspecify.annotations.NullMarked;
