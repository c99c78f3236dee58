/** HubSpot behind the port of the loop: its client, its contacts, and the notes for marketers. */
@NullMarked
package io.leadloop.hubspot;

import org.jspecify.annotations.NullMarked;
