package io.leadloop.sandbox.salesforce.org;

import java.util.List;

/**
 * All that a query found, to be handed out in pages; {@code count} when only the number is asked.
 */
record QueryResult(Projection projection, List<Found> found, boolean count) {}
