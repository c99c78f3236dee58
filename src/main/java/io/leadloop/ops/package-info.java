/** What an operator asks: plan, explain, status; answered by the daemon or by a command. */
@NullMarked
package io.leadloop.ops;

import org.jspecify.annotations.NullMarked;
