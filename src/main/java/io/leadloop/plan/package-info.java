/**
 * One link in, the writes that bring it into agreement out; and the caps that stop a mass change.
 */
@NullMarked
package io.leadloop.plan;

import org.jspecify.annotations.NullMarked;
