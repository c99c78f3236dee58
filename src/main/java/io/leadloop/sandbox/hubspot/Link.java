package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.Associations.End;

/** A tie that a new record is to have. */
record Link(End to, AssociationType type) {}
