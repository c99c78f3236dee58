package io.leadloop.lead;

/** What kind of thing a value is, so that an adapter can write it in its vendor's form. */
public enum Type {
  TEXT,
  NUMBER,
  BOOLEAN,
  DATE,
  DATETIME,
  MULTI_SELECT
}
