/** What a person read and did, as fields that a rep understands. */
@NullMarked
package io.leadloop.content;

import org.jspecify.annotations.NullMarked;
