/**
 * A local HubSpot: contacts, notes, properties, search, owners and limits as the real one has them,
 * over HTTP on loopback.
 */
@NullMarked
package io.leadloop.sandbox.hubspot;

import org.jspecify.annotations.NullMarked;
