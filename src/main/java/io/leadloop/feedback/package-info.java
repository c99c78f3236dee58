/** What sales says about a lead, as fields and a note that a marketer sees. */
@NullMarked
package io.leadloop.feedback;

import org.jspecify.annotations.NullMarked;
