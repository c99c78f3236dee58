/**
 * The admin's files and the environment in; one checked {@link io.leadloop.config.Config}, or all
 * problems at once, out.
 */
@NullMarked
package io.leadloop.config;

import org.jspecify.annotations.NullMarked;
