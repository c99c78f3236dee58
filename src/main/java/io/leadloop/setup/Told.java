package io.leadloop.setup;

import io.leadloop.lead.Side;

/**
 * What is not as it should be and is left to a person.
 *
 * @param text one sentence that says what is wrong
 * @param nextStep what to do, and who can
 */
public record Told(Side side, String text, String nextStep) {}
