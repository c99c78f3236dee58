/** The only Camel glue: the beans that the routes name. */
@NullMarked
package io.leadloop.route;

import org.jspecify.annotations.NullMarked;
