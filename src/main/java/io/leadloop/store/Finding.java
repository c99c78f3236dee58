package io.leadloop.store;

/**
 * Something in a store that cannot be right.
 *
 * @param place table, connection and key
 * @param what one sentence
 * @param nextStep what to do
 */
public record Finding(String place, String what, String nextStep) {}
