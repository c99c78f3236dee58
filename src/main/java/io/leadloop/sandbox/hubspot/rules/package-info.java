/**
 * HubSpot's rules, each a class of its own that knows nothing of HTTP or of a portal, so that the
 * sandbox and any other model of HubSpot apply the same ones.
 */
@NullMarked
package io.leadloop.sandbox.hubspot.rules;

import org.jspecify.annotations.NullMarked;
