/** The nouns of the domain: a side, a record, what it showed, and the link between two records. */
@NullMarked
package io.leadloop.lead;

import org.jspecify.annotations.NullMarked;
