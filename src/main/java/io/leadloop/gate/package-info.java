/** The shared lead definition: who is created where. */
@NullMarked
package io.leadloop.gate;

import org.jspecify.annotations.NullMarked;
