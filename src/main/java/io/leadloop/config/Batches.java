package io.leadloop.config;

/**
 * How many links are worked on together.
 *
 * @param live for changes that people wait for
 * @param backfill for first loads and mass changes
 * @param backfillFrom how many changed records of one sweep make it a mass change
 */
public record Batches(int live, int backfill, int backfillFrom) {}
