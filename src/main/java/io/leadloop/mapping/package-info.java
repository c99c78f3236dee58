/** What the admin declared, one rule per field, and how a value of one side reads on the other. */
@NullMarked
package io.leadloop.mapping;

import org.jspecify.annotations.NullMarked;
