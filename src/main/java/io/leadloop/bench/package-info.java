/** What a lead costs: calls, time, memory and space, measured on the sandbox. */
@NullMarked
package io.leadloop.bench;

import org.jspecify.annotations.NullMarked;
