package io.leadloop.config;

/**
 * How many links are worked on together.
 *
 * @param live for changes that people wait for; more than this in one sweep are a mass change
 * @param backfill for first loads and mass changes
 */
public record Batches(int live, int backfill) {}
