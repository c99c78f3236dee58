package io.leadloop.simulation;

/** Who makes a change in a simulated vendor. */
enum Author {
  PERSON,
  /** The loop. */
  US,
  /** The vendor itself: a count that it keeps, a record that it converts. */
  VENDOR
}
