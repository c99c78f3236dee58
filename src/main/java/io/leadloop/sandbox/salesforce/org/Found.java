package io.leadloop.sandbox.salesforce.org;

/** A record as a query saw it. */
record Found(Row row, Values values) {}
