package io.leadloop.sandbox.salesforce.org;

/** A compiled condition on one record. */
@FunctionalInterface
interface Filter {
  boolean accepts(Reader reader, Values values);
}
