/** One field, three states, one decision. */
@NullMarked
package io.leadloop.merge;

import org.jspecify.annotations.NullMarked;
