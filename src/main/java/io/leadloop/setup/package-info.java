/** Makes two accounts ready for one configuration: what is there, what is to be done, doing it. */
@NullMarked
package io.leadloop.setup;

import org.jspecify.annotations.NullMarked;
