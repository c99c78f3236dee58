package io.leadloop.mapping;

/** Who wins a field that people changed on both sides since it was last settled. */
public enum BothChanged {
  /** The later edit, by the vendors' own times of this value. */
  LATEST,
  HUBSPOT,
  SALESFORCE,
  /** Nobody: the field waits for a person. */
  PARK
}
